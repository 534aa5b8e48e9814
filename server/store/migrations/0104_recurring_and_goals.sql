-- Line items and subscriptions, where an account keeps what customers pay each month, and goals, where it keeps targets.

alter table records drop constraint records_type_check;
alter table records add constraint records_type_check check (type in (
  'companies', 'deals', 'contacts', 'emails', 'calls', 'meetings', 'tickets', 'leads', 'feedback_submissions',
  'line_items', 'subscriptions', 'goal_targets', 'registrations'));
