/** What one line of the cast says about a partner. */
export type PartnerType = 'reseller' | 'referrer' | 'consultant';

/** How a partner's deal flow moves over time. Days are counted back from the world's last day. */
export type Shape =
  | { readonly kind: 'steady' }
  | { readonly kind: 'growing' }
  /** Falls to `to` of its rate from `sinceDaysAgo` on. */
  | { readonly kind: 'declining'; readonly sinceDaysAgo: number; readonly to: number }
  /** Nothing at all from `sinceDaysAgo` on. */
  | { readonly kind: 'stopped'; readonly sinceDaysAgo: number }
  | { readonly kind: 'none' };

export interface Member {
  readonly name: string;
  readonly type: PartnerType;
  readonly region: string;
  readonly tier: string;
  readonly vertical: string;
  /** Calendar date, or null where nobody filled it in. */
  readonly since: string | null;
  /** Registered deals per 30 days while the partner is at full pace. */
  readonly perMonth: number;
  readonly shape: Shape;
  readonly closeRate: number;
  /** Median days from registration to won. */
  readonly cycleDays: number;
  /** Median deal amount in EUR. */
  readonly amount: number;
  /** How deals name this partner: by association label, or by the deal property `sourcing_partner`. */
  readonly named: 'label' | 'property';
  readonly until?: string;
  readonly endReason?: string;
}
