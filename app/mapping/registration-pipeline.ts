import type { PortalSettings } from './settings.ts';

export type RegistrationPipeline = Extract<PortalSettings['registration'], { readonly records: string }>;

/** The setting of registrations that are deals, or tickets, of a pipeline of their own; null where they are kept otherwise. */
export function registrationPipeline(
  { registration }: Pick<PortalSettings, 'registration'>,
  records: RegistrationPipeline['records'],
): RegistrationPipeline | null {
  const isPipeline = typeof registration === 'object' && 'records' in registration;
  return isPipeline && registration.records === records ? registration : null;
}
