import { describe, expect, it } from '@jest/globals';
import { oppositeLabel } from './label-pairs.ts';

const hubspot = (typeId: number, label: string | null = null) => ({ typeId, category: 'HUBSPOT_DEFINED', label });
const custom = (typeId: number, label: string) => ({ typeId, category: 'USER_DEFINED', label });
const fromDeal = [hubspot(341), hubspot(5, 'Primary'), custom(35, 'Sourced by'), custom(41, 'Resold by')];
const fromCompany = [hubspot(342), hubspot(6, 'Primary'), custom(36, 'Sourced by'), custom(42, 'Resells')];
const opposite = (type: ReturnType<typeof hubspot>) => oppositeLabel(type, fromDeal, fromCompany);

describe('a link seen from the company', () => {
  it('is the same link as from the deal, for HubSpot’s own types', () => {
    expect(opposite(hubspot(342))).toMatchObject({ typeId: 341, label: null });
    expect(opposite(hubspot(6, 'Primary'))).toMatchObject({ typeId: 5 });
  });

  it('is matched by its label', () => {
    expect(opposite(custom(36, 'Sourced by'))).toEqual(custom(35, 'Sourced by'));
  });

  it('is matched by the neighbouring id where both ends have their own wording', () => {
    expect(opposite(custom(42, 'Resells'))).toEqual(custom(41, 'Resold by'));
  });

  it('is left out when nothing fits, and never becomes another label', () => {
    expect(opposite(custom(99, 'Unknown'))).toBeNull();
    expect(oppositeLabel(custom(36, 'Sells'), [custom(35, 'Sourced by')], [custom(34, 'Sourced by')])).toBeNull();
  });
});
