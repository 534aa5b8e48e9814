import { emptyWorld } from '../contract/empty-world.ts';
import type { World } from '../worlds/world.ts';

const at = (day: string) => `2026-05-${day}T10:00:00Z`;
const call = (id: string) => ({
  ...{ hs_object_id: id, hs_engagement_type: 'CALL', hs_timestamp: at('05') },
  hs_call_direction: 'INBOUND',
});

/** Partner 1 with person 11, customer 3 with person 13; a record of each kind for both, and some that are nobody's. */
export const ACTIVITY_WORLD: World = {
  ...emptyWorld,
  companies: [
    { hs_object_id: '1', name: 'Partner', type: 'PARTNER', createdate: at('01') },
    { hs_object_id: '3', name: 'Customer', type: 'PROSPECT', createdate: at('01') },
  ],
  contacts: [
    { hs_object_id: '11', email: 'ann@partner.example', jobtitle: 'CEO', createdate: at('01') },
    { hs_object_id: '13', email: 'cid@customer.example', jobtitle: 'Buyer', createdate: at('01') },
  ],
  engagements: [
    { hs_object_id: '101', hs_engagement_type: 'EMAIL', hs_timestamp: at('02'), hs_email_direction: 'EMAIL' },
    { hs_object_id: '103', hs_engagement_type: 'EMAIL', hs_timestamp: at('02'), hs_email_direction: 'EMAIL' },
    call('121'),
    call('123'),
    { hs_object_id: '131', hs_engagement_type: 'MEETING', hs_timestamp: at('06'), hs_meeting_outcome: 'SCHEDULED' },
    { hs_object_id: '133', hs_engagement_type: 'MEETING', hs_timestamp: at('06'), hs_meeting_outcome: 'SCHEDULED' },
  ],
  tickets: ['201', '202', '203'].map((id) => ({
    ...{ hs_object_id: id, hs_pipeline: '0', hs_pipeline_stage: '1', createdate: at('07') },
  })),
  leads: ['301', '303'].map((id) => ({ hs_object_id: id, hs_pipeline_stage: 'new-stage-id', hs_createdate: at('09') })),
  associations: [
    { from: 'contact:11', to: 'company:1', label: 'primary' },
    { from: 'contact:13', to: 'company:3', label: 'primary' },
    { from: 'email:101', to: 'contact:11', label: '' },
    { from: 'email:103', to: 'contact:13', label: '' },
    { from: 'call:121', to: 'contact:11', label: '' },
    { from: 'call:123', to: 'contact:13', label: '' },
    { from: 'meeting:131', to: 'company:1', label: '' },
    { from: 'meeting:133', to: 'company:3', label: '' },
    { from: 'ticket:201', to: 'company:1', label: '' },
    { from: 'ticket:202', to: 'company:1', label: '' },
    { from: 'ticket:203', to: 'company:3', label: '' },
    { from: 'lead:301', to: 'company:1', label: '' },
  ],
  settings: { ...emptyWorld.settings, leads: { object: 'leads' } },
};
