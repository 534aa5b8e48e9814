import { PRIMARY_COMPANY, UNLABELLED_COMPANY } from '../store/links.ts';

export interface AssociationLabel {
  readonly typeId: number;
  readonly category: string;
  readonly label: string | null;
}

const PRIMARY_DEAL = 6;
const UNLABELLED_DEAL = 342;

/**
 * The same link has another type id from its other end. Links are stored in one direction, so what is read from the
 * company's side is translated: by HubSpot's own pairs, else by equal label, else (labels that are worded differently
 * at both ends) by the neighbouring id, which is how HubSpot numbers a pair. Null where nothing fits.
 */
export function oppositeLabel(
  type: AssociationLabel,
  opposite: readonly AssociationLabel[],
  sameSide: readonly AssociationLabel[],
): AssociationLabel | null {
  if (type.typeId === PRIMARY_DEAL) return { typeId: PRIMARY_COMPANY, category: type.category, label: type.label };
  if (type.typeId === UNLABELLED_DEAL) return { typeId: UNLABELLED_COMPANY, category: type.category, label: null };
  const sameKind = opposite.filter(({ category }) => category === type.category);
  const byLabel = sameKind.find(({ label }) => label !== null && label === type.label);
  if (byLabel !== undefined) return byLabel;
  const wordings = new Set(sameSide.map(({ label }) => label));
  const unpaired = sameKind.filter(({ label }) => !wordings.has(label));
  return unpaired.find(({ typeId }) => Math.abs(typeId - type.typeId) === 1) ?? null;
}
