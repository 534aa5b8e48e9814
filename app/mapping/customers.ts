import type { CustomerFact } from '../facts/customer.ts';
import { readDay, type Zone } from './dates.ts';
import type { AccountRecords, CrmRecord } from './records.ts';

/** Upper ends of the bands of employees; the last band is open. */
const SIZES = [9, 49, 249, 999, 4999] as const;

/** Band of a number of employees, such as `50-249` or `5000+`; null for anything that is no number above 0. */
export function sizeBand(employees: string | null | undefined): string | null {
  const count = Number(employees?.trim() || Number.NaN);
  if (!(count > 0)) return null;
  const index = SIZES.findIndex((end) => count <= end);
  const from = index === 0 ? 1 : (SIZES[(index === -1 ? SIZES.length : index) - 1] ?? 0) + 1;
  return index === -1 ? `${from}+` : `${from}-${SIZES[index]}`;
}

/** Customer companies in the order of `ids`, with what markets are made of. */
export function mapCustomers(ids: readonly string[], records: AccountRecords, zone: Zone): CustomerFact[] {
  const { country, industry, employees, lostDate } = records.settings.customer;
  const companies = new Map(records.companies.map((company) => [company.id, company]));
  const read = (company: CrmRecord | undefined, property: string | null) =>
    (property === null ? null : company?.properties[property]?.trim()) || null;
  return ids.map((id) => {
    const company = companies.get(id);
    const lost = readDay(read(company, lostDate), zone);
    return {
      id,
      country: read(company, country),
      industry: read(company, industry),
      size: sizeBand(read(company, employees)),
      lostDay: typeof lost === 'number' ? lost : null,
    };
  });
}
