/** A record that a number rests on. */
export interface RecordRef {
  readonly type:
    | 'deal'
    | 'company'
    | 'contact'
    | 'email'
    | 'call'
    | 'meeting'
    | 'ticket'
    | 'lead'
    | 'registration'
    | 'feed-row';
  /** HubSpot record id; for a row of a feed its kind and key. */
  readonly id: string;
}
