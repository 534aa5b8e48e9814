import { NEVER } from '../../kit/days.ts';

/** A lead that a partner brought, in the table of the programme; a partner's own table holds no others. */
export const isFromPartner = (row: { readonly direct: number }): boolean => row.direct === 0;

/** Whether a day of a packed row had come by the end of `asOf`. */
export const hasHappened = (day: number, asOf: number): boolean => day !== NEVER && day <= asOf;
