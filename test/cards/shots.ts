import {
  companyCard,
  dealCard,
  partnerPage,
  previewEffectCommand,
  programmePage,
  scorecardLinks,
  settingsPage,
  settingsTest,
  shareScorecardCommand,
} from '@partner-pulse/contract';
import { JUDGEMENT_WORDS, PAGE_WORDS, RECORD_WORDS, SETTINGS_WORDS } from '@partner-pulse/words';
import type { FixtureAnswer } from '../preview/fixture-backend.ts';
import type { Shot } from '../preview/shoot.ts';
import { companyAnswers } from './fixtures/company.ts';
import { dealAnswers } from './fixtures/deal.ts';
import { adminsOnly, linksAnswer, sharedAnswer } from './fixtures/judgement.ts';
import { partnerAnswers } from './fixtures/partner-page.ts';
import { programmeAnswers } from './fixtures/programme.ts';
import { records } from './fixtures/records.ts';
import { effectAnswer, settingsAnswers, testedAnswer } from './fixtures/settings.ts';

const company = (name: string, answer: FixtureAnswer, waitFor: string, press: readonly string[] = []): Shot => ({
  name: `company-${name}`,
  card: 'CompanyCard',
  fixtures: {
    answers: {
      [companyCard.path]: answer,
      [scorecardLinks.path]: { body: linksAnswer },
      [shareScorecardCommand.path]: { body: sharedAnswer },
    },
    records,
  },
  waitFor,
  press,
});

const sidebar = (name: string, answer: FixtureAnswer, waitFor: string, press: readonly string[] = []): Shot => ({
  ...company(name, answer, waitFor, press),
  name: `sidebar-${name}`,
  card: 'CompanySidebar',
});

const deal = (name: string, answer: FixtureAnswer, waitFor: string): Shot => ({
  name: `deal-${name}`,
  card: 'DealCard',
  fixtures: { answers: { [dealCard.path]: answer }, records },
  waitFor,
});

const settings = (name: string, answer: FixtureAnswer, waitFor: string, press: readonly string[] = []): Shot => ({
  name: `settings-${name}`,
  card: 'SettingsPage',
  fixtures: {
    answers: {
      [settingsPage.path]: answer,
      [settingsTest.path]: { body: testedAnswer },
      [previewEffectCommand.path]: { body: effectAnswer },
    },
    records: {},
  },
  waitFor,
  press,
});

/** A tab of the page, or a step of its first run. */
const settled = (name: string, ...press: readonly string[]): Shot =>
  settings(name, { body: settingsAnswers.steady }, 'Up to date', press);

const companies = companyAnswers;
const deals = dealAnswers;

const page = (name: string, answer: FixtureAnswer, waitFor: string, press: readonly string[] = []): Shot => ({
  name: `programme-${name}`,
  card: 'Pages',
  fixtures: { answers: { [programmePage.path]: answer }, records: {} },
  waitFor,
  press,
});

const partnerShot = (name: keyof typeof partnerAnswers, waitFor: string): Shot => ({
  name: `partner-${name}`,
  card: 'Pages',
  path: '/partners/902',
  fixtures: {
    answers: { [partnerPage.path]: { body: partnerAnswers[name] }, [scorecardLinks.path]: { body: linksAnswer } },
    records: {},
  },
  waitFor,
});

const programmes = programmeAnswers;

/** Every state of the app's pages, at the widths that HubSpot gives to a page. */
export const PAGE_SHOTS: readonly Shot[] = [
  page('ready', { body: programmes.ready }, 'Largest falls'),
  page('detail', { body: programmes.ready }, 'Largest falls', ['Manager detail']),
  page('stale', { body: programmes.stale }, 'Stale:'),
  page('few-data', { body: programmes['few-data'] }, 'No target set'),
  page('few-data-detail', { body: programmes['few-data'] }, 'No target set', ['Manager detail']),
  page('lessons', { body: programmes.ready }, 'Largest falls', [PAGE_WORDS.tabs.lessons]),
  page('few-data-lessons', { body: programmes['few-data'] }, 'No target set', [PAGE_WORDS.tabs.lessons]),
  page('no-partners', { body: programmes['no-partners'] }, 'No partners yet'),
  page('not-synced', { body: programmes['not-synced'] }, 'first sync'),
  page('problem-reconnect', { body: programmes['problem-reconnect'] }, 'withdrawn'),
  page('problem-permission', { body: programmes['problem-permission'] }, 'You may not see this'),
  page('loading', 'silence', 'Reading the partner programme'),
  page('unreachable', { networkError: 'Connection refused' }, 'cannot be reached'),
  page('mismatch', { body: { contractVersion: 2, state: 'ready' } }, 'needs a reload'),
  partnerShot('ready', 'Registered deals'),
  { ...partnerShot('ready', 'Registered deals'), name: 'partner-history', press: [JUDGEMENT_WORDS.history] },
  { ...partnerShot('ready', 'Registered deals'), name: 'partner-share', press: [JUDGEMENT_WORDS.share] },
  partnerShot('new-partner', 'New partner'),
  partnerShot('not-found', 'No such partner'),
];

const STEPS = SETTINGS_WORDS.steps;

/** The narrow form of the company card, at the width that HubSpot's sidebar has. */
export const SIDEBAR_SHOTS: readonly Shot[] = [
  ...(
    [
      ['scored', 'Falling'],
      ['healthy', 'Rising'],
      ['at-risk-stale', 'At risk'],
      ['set-by-person', 'Set to Healthy'],
      ['own-bands', 'At risk'],
      ['partner-and-customer', 'As a customer'],
      ['new-partner', 'New partner'],
      ['not-enough-data', 'Not enough data'],
      ['customer', 'Maya Chen'],
      ['not-a-partner', 'Not a partner'],
      ['not-synced', 'first sync'],
      ['problem-reconnect', 'connect Partner Pulse again'],
    ] as const
  ).map(([name, waitFor]) => sidebar(name, { body: companies[name] }, waitFor)),
  sidebar('drivers', { body: companies.scored }, 'Falling', [RECORD_WORDS.sections.more]),
  sidebar('override', { body: companies.scored }, 'Falling', [JUDGEMENT_WORDS.override]),
  sidebar('loading', 'silence', 'Reading partner health'),
  sidebar('unreachable', { networkError: 'Connection refused' }, 'cannot be reached'),
];

/** Every state of both cards, of the settings page, and what opens from them. */
export const SHOTS: readonly Shot[] = [
  company('scored', { body: companies.scored }, 'Falling'),
  company('healthy', { body: companies.healthy }, 'Rising'),
  company('at-risk-stale', { body: companies['at-risk-stale'] }, 'At risk'),
  company('set-by-person', { body: companies['set-by-person'] }, 'Set to Healthy'),
  company('own-bands', { body: companies['own-bands'] }, 'At risk'),
  company('review', { body: companies.scored }, 'Falling', [JUDGEMENT_WORDS.review]),
  company('override', { body: companies.scored }, 'Falling', [JUDGEMENT_WORDS.override]),
  company('override-set', { body: companies['set-by-person'] }, 'Set to Healthy', [JUDGEMENT_WORDS.override]),
  company('override-refused', { body: { ...companies.scored, judgement: adminsOnly } }, 'Falling', [
    JUDGEMENT_WORDS.override,
  ]),
  company('share', { body: companies.scored }, 'Falling', [JUDGEMENT_WORDS.share]),
  company('share-made', { body: companies.scored }, 'Falling', [JUDGEMENT_WORDS.share, JUDGEMENT_WORDS.makeLink]),
  company('history', { body: companies['set-by-person'] }, 'Set to Healthy', [RECORD_WORDS.sections.history]),
  company('partner-and-customer', { body: companies['partner-and-customer'] }, 'As a customer'),
  company('new-partner', { body: companies['new-partner'] }, 'New partner'),
  company('not-enough-data', { body: companies['not-enough-data'] }, 'What is missing'),
  company('customer', { body: companies.customer }, 'Maya Chen'),
  company('not-a-partner', { body: companies['not-a-partner'] }, 'Not a partner'),
  company('not-synced', { body: companies['not-synced'] }, 'first sync'),
  company('problem-reconnect', { body: companies['problem-reconnect'] }, 'connect Partner Pulse again'),
  company('problem-permission', { body: companies['problem-permission'] }, 'You may not see this'),
  company('problem-busy', { body: companies['problem-busy'] }, 'Try again'),
  company('trend', { body: companies.scored }, 'Falling', [RECORD_WORDS.sections.history]),
  company('trend-in-words', { body: companies.scored }, 'Falling', [
    RECORD_WORDS.sections.history,
    RECORD_WORDS.trend.rows,
  ]),
  company('trend-none', { body: companies['new-partner'] }, 'New partner', [RECORD_WORDS.sections.history]),
  company('all-metrics', { body: companies.scored }, 'Falling', ['Metrics']),
  company('all-metrics-open', { body: companies.scored }, 'Falling', ['Metrics', 'Show']),
  company('metric-definition', { body: companies.scored }, 'Falling', ['Metrics', 'Registration volume']),
  company('deals', { body: companies.scored }, 'Falling', ['Deals']),
  company('method', { body: companies.scored }, 'Falling', ['How is this scored?']),
  company('evidence', { body: companies.scored }, 'Falling', ['7 deals']),
  company('loading', 'silence', 'Reading partner health'),
  company('unreachable', { networkError: 'Connection refused' }, 'cannot be reached'),
  company('mismatch', { body: { contractVersion: 2, state: 'scored' } }, 'needs a reload'),
  company('too-many', { status: 429, body: {} }, 'Too many cards'),
  deal('partner', { body: deals.partner }, 'Maya Chen'),
  deal('partner-alone', { body: deals['partner-alone'] }, 'None set'),
  deal('new-partner', { body: deals['new-partner'] }, 'Maya Chen'),
  deal('not-enough-data', { body: deals['not-enough-data'] }, 'Maya Chen'),
  deal('conflict', { body: deals.conflict }, 'Counts for no partner yet'),
  deal('no-partner-suggestions', { body: deals['no-partner-suggestions'] }, 'Won 6 of 9'),
  deal('no-partner', { body: deals['no-partner'] }, 'No partner on this deal'),
  deal('not-synced', { body: deals['not-synced'] }, 'first sync'),
  deal('problem-internal', { body: deals['problem-internal'] }, 'Try again'),
  deal('loading', 'silence', 'Reading partner health'),
  deal('unreachable', { networkError: 'Connection refused' }, 'cannot be reached'),
  settings('first-run', { body: settingsAnswers['first-run'] }, 'First sync under way'),
  settings('first-run-roles', { body: settingsAnswers['first-run'] }, 'First sync under way', [STEPS[1]]),
  settings('first-run-stages', { body: settingsAnswers['first-run'] }, 'First sync under way', [STEPS[2]]),
  settings('first-run-preview', { body: settingsAnswers['first-run'] }, 'First sync under way', [STEPS[3]]),
  settled('steady', SETTINGS_WORDS.tabs.status),
  settled('partners', SETTINGS_WORDS.tabs.setUp, STEPS[0]),
  settled('effect', SETTINGS_WORDS.tabs.setUp, STEPS[0], 'VENDOR · 9 companies', SETTINGS_WORDS.preview),
  settled('roles', SETTINGS_WORDS.tabs.setUp, STEPS[1]),
  settled('stages', SETTINGS_WORDS.tabs.setUp, STEPS[2]),
  settled('preview', SETTINGS_WORDS.tabs.setUp, STEPS[3]),
  settled('place', SETTINGS_WORDS.tabs.setUp, STEPS[4]),
  settled('score', SETTINGS_WORDS.tabs.score),
  settled('metric', SETTINGS_WORDS.tabs.score, SETTINGS_WORDS.score.edit),
  settled('feeds', SETTINGS_WORDS.tabs.feeds, SETTINGS_WORDS.score.edit),
  settled('programme', SETTINGS_WORDS.tabs.programme),
  settled('write-back', SETTINGS_WORDS.tabs.writeBack),
  settled('undo', SETTINGS_WORDS.tabs.writeBack, SETTINGS_WORDS.writeBack.undo),
  settled('people', SETTINGS_WORDS.tabs.people),
  settings('read-only', { body: settingsAnswers['read-only'] }, 'change nothing', [
    SETTINGS_WORDS.tabs.setUp,
    STEPS[0],
  ]),
  settings('paused', { body: settingsAnswers.paused }, 'Up to date', [SETTINGS_WORDS.tabs.writeBack]),
  settings('problem', { body: settingsAnswers.problem }, 'not connected'),
  settings('loading', 'silence', SETTINGS_WORDS.loading),
  settings('unreachable', { networkError: 'Connection refused' }, 'cannot be reached'),
];
