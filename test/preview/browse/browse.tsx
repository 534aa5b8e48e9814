document.title = 'Partner Pulse preview';
