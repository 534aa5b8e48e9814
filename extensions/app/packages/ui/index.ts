export { AppPages } from './app-pages.tsx';
export { CompanyCard } from './company-card.tsx';
export { CompanySidebar } from './company-sidebar.tsx';
export { ANSWER_TIMEOUT_MS, BACKEND_URL } from './config.ts';
export { DealCard } from './deal-card.tsx';
export { hubspot } from './sdk.ts';
