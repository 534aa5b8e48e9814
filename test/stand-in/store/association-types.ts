import type { TypeName } from './object-types.ts';

/** [unlabeled, primary] type ids per direction, as HubSpot defines them. hubspot-api.md 2.5 */
type Ids = readonly [plain: number, primary?: number];
const DEFINED: Readonly<Record<string, Ids>> = {
  'contacts>companies': [279, 1],
  'companies>contacts': [280, 2],
  'deals>companies': [341, 5],
  'companies>deals': [342, 6],
  'tickets>companies': [339, 26],
  'companies>tickets': [340, 25],
  'deals>contacts': [3],
  'contacts>deals': [4],
  'contacts>tickets': [15],
  'tickets>contacts': [16],
  'deals>tickets': [27],
  'tickets>deals': [28],
  'contacts>contacts': [449],
  'companies>companies': [450],
  'deals>deals': [451],
  'tickets>tickets': [452],
  'companies>calls': [181],
  'calls>companies': [182],
  'companies>emails': [185],
  'emails>companies': [186],
  'companies>meetings': [187],
  'meetings>companies': [188],
  'contacts>calls': [193],
  'calls>contacts': [194],
  'contacts>emails': [197],
  'emails>contacts': [198],
  'contacts>meetings': [199],
  'meetings>contacts': [200],
  'deals>calls': [205],
  'calls>deals': [206],
  'deals>emails': [209],
  'emails>deals': [210],
  'deals>meetings': [211],
  'meetings>deals': [212],
  'tickets>calls': [219],
  'calls>tickets': [220],
  'tickets>emails': [223],
  'emails>tickets': [224],
  'tickets>meetings': [225],
  'meetings>tickets': [226],
  'contacts>feedback_submissions': [97],
  'feedback_submissions>contacts': [98],
  'tickets>feedback_submissions': [99],
  'feedback_submissions>tickets': [100],
  'leads>contacts': [578],
  'contacts>leads': [579],
  'leads>companies': [610],
  'companies>leads': [611],
  'leads>deals': [583],
  'deals>leads': [584],
  'deals>line_items': [19],
  'line_items>deals': [20],
  'subscriptions>contacts': [295],
  'contacts>subscriptions': [296],
  'subscriptions>companies': [297],
  'companies>subscriptions': [298],
  'subscriptions>deals': [299],
  'deals>subscriptions': [300],
  'registrations>companies': [900],
  'companies>registrations': [901],
  'registrations>deals': [902],
  'deals>registrations': [903],
};

export const pairKey = (from: TypeName, to: TypeName): string => `${from}>${to}`;

export interface AssociationType {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly typeId: number;
  /** Null for the unlabeled type. */
  readonly label: string | null;
  readonly name: string;
  /** The type of the same link seen from the other side. */
  readonly inverse: number;
}

/** The HubSpot-defined types from one type to another; none where the two cannot be linked. */
export function definedTypes(
  from: TypeName,
  to: TypeName,
  singular: Readonly<Record<TypeName, string>>,
): AssociationType[] {
  const ids = DEFINED[pairKey(from, to)];
  const back = DEFINED[pairKey(to, from)];
  if (!ids || !back) return [];
  const name = `${singular[from]}_to_${singular[to]}`;
  const [plain, primary] = ids;
  const [plainBack, primaryBack] = back;
  const types: AssociationType[] = [
    {
      category: 'HUBSPOT_DEFINED',
      typeId: plain,
      label: null,
      // Only pairs with a primary type call the other one "unlabeled" in inline associations. hubspot-api.md 2.1
      name: primary === undefined ? name : `${name}_unlabeled`,
      inverse: plainBack,
    },
  ];
  if (primary !== undefined && primaryBack !== undefined) {
    types.push({ category: 'HUBSPOT_DEFINED', typeId: primary, label: 'Primary', name, inverse: primaryBack });
  }
  return types;
}
