import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { describe, expect, it } from '@jest/globals';
import { addAdminCommand, saveSettingsCommand, settingsAnswer, settingsPage } from '@partner-pulse/contract';
import { SettingsPage } from '@partner-pulse/ui/settings';
import { CARD_WORDS, SETTINGS_WORDS } from '@partner-pulse/words';
import { settingsAnswers } from './fixtures/settings.ts';
import {
  Alert,
  Button,
  DateInput,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  NumberInput,
  Select,
  ToggleGroup,
} from './sdk.ts';

const soon = { timeoutInMs: 2000 };
/** The SDK types the handler as that of checkboxes or of radio buttons: no argument fits both. */
const choose = (renderer: ReturnType<typeof createRenderer>, values: readonly string[]) =>
  change(renderer.find(ToggleGroup), values);

interface Changeable {
  trigger(event: 'onChange', value: never): unknown;
}
/** Nor is a field's own: the renderer types what is handed over as the handler. */
const change = (field: Changeable, value: unknown) => field.trigger('onChange', value as never);

interface Sent {
  readonly path: string;
  readonly body: unknown;
}

/** The page as HubSpot's test renderer shows it; every call is answered by its path, and written down. */
function renderSettings(answer: unknown, done: unknown = { contractVersion: 1, state: 'done', text: 'Saved.' }) {
  const sent: Sent[] = [];
  // The SDK's object is made to be replaced in tests.
  hubspot.fetch = async (url, options) => {
    const path = new URL(String(url)).pathname;
    sent.push({ path, body: options?.body });
    return new Response(JSON.stringify(path === settingsPage.path ? answer : done));
  };
  const renderer = createRenderer('settings');
  renderer.mocks.context.user.locale = 'en-us';
  renderer.render(<SettingsPage context={renderer.mocks.context} />);
  return { renderer, sent };
}

describe('the settings page', () => {
  it.each(Object.entries(settingsAnswers))('fixture %s fits the contract', (_name, answer) => {
    expect(settingsAnswer.parse(answer)).toEqual(answer);
  });

  it('asks once for all of it', async () => {
    const { renderer, sent } = renderSettings(settingsAnswers['first-run']);
    renderer.find(LoadingSpinner);
    await renderer.waitFor(() => renderer.find(ToggleGroup), soon);
    expect(sent).toEqual([{ path: settingsPage.path, body: undefined }]);
  });

  it('sends what was changed, with the version it was made from, and reads itself again', async () => {
    const { renderer, sent } = renderSettings(settingsAnswers['first-run']);
    await renderer.waitFor(() => renderer.find(ToggleGroup), soon);
    expect(renderer.find(LoadingButton, (node) => node.text === SETTINGS_WORDS.save).props.disabled).toBe(true);
    choose(renderer, ['PARTNER']);
    renderer.find(LoadingButton, (node) => node.text === SETTINGS_WORDS.save).trigger('onClick');
    await renderer.waitFor(() => renderer.find(Alert, { title: CARD_WORDS.done }), soon);
    expect(sent[1]).toEqual({
      path: saveSettingsCommand.path,
      body: { locale: 'en-us', version: 1, change: { partnerRule: { property: 'type', values: ['PARTNER'] } } },
    });
    await renderer.waitFor(() => expect(sent.at(-1)?.path).toBe(settingsPage.path), soon);
  });

  it('a refusal names the setting and keeps what was typed', async () => {
    const refusal = { contractVersion: 1, state: 'refused', setting: 'Who is a partner', text: 'Choose a value.' };
    const { renderer } = renderSettings(settingsAnswers['first-run'], refusal);
    await renderer.waitFor(() => renderer.find(ToggleGroup), soon);
    choose(renderer, []);
    renderer.find(LoadingButton, (node) => node.text === SETTINGS_WORDS.save).trigger('onClick');
    await renderer.waitFor(() => renderer.find(Alert, { title: 'Who is a partner' }), soon);
    expect(renderer.find(ToggleGroup).props.value).toEqual([]);
  });

  it('gives nothing to press that changes something to who is no admin, and says how to become one', async () => {
    const { renderer } = renderSettings(settingsAnswers['read-only']);
    await renderer.waitFor(() => renderer.find(Alert, { title: SETTINGS_WORDS.readOnly }), soon);
    expect(renderer.findAll(LoadingButton)).toEqual([]);
    expect(renderer.findAll(Select).every(({ props }) => props.readOnly === true)).toBe(true);
    const pressable = renderer.findAll(Button).filter(({ props }) => props.disabled !== true);
    const harmless: readonly (string | null)[] = [SETTINGS_WORDS.back, SETTINGS_WORDS.next, SETTINGS_WORDS.feeds.open];
    expect(pressable.map(({ text }) => text).filter((text) => !harmless.includes(text))).toEqual([]);
  });

  it('adds an admin from the people of the account, and by id where somebody owns nothing', async () => {
    const { renderer, sent } = renderSettings(settingsAnswers.steady);
    await renderer.waitFor(() => renderer.find(Select, { name: 'admin-owner' }), soon);
    const press = () =>
      renderer.find(LoadingButton, (node) => node.text === SETTINGS_WORDS.people.addAdmin).trigger('onClick');
    expect(renderer.maybeFind(Input, { name: 'admin-user' })).toBeNull();
    change(renderer.find(Select, { name: 'admin-owner' }), '7012');
    press();
    const adding = () => sent.filter(({ path }) => path === addAdminCommand.path).map(({ body }) => body);
    await renderer.waitFor(() => expect(adding()).toEqual([{ locale: 'en-us', userId: '7012' }]), soon);
    await renderer.waitFor(() => expect(sent.at(-1)?.path).toBe(settingsPage.path), soon);
    change(renderer.find(Select, { name: 'admin-owner' }), 'by-id');
    change(renderer.find(Input, { name: 'admin-user' }), '7099');
    press();
    await renderer.waitFor(() => expect(adding().at(-1)).toEqual({ locale: 'en-us', userId: '7099' }), soon);
  });

  it('takes the days of a target from a calendar, and only in their order', async () => {
    const { renderer, sent } = renderSettings(settingsAnswers.steady);
    await renderer.waitFor(() => renderer.find(DateInput, { name: 'target-from' }), soon);
    const pick = (name: string, year: number, month: number, date: number) =>
      change(renderer.find(DateInput, { name }), { year, month, date });
    const addButton = () => renderer.find(Button, (node) => node.text === SETTINGS_WORDS.programme.addTarget);
    change(renderer.find(NumberInput, { name: 'target-amount' }), 250_000);
    pick('target-from', 2027, 6, 1);
    pick('target-to', 2027, 0, 31);
    expect(addButton().props.disabled).toBe(true);
    pick('target-to', 2027, 11, 31);
    addButton().trigger('onClick');
    for (const button of renderer.findAll(LoadingButton, (node) => node.text === SETTINGS_WORDS.save))
      if (button.props.disabled !== true) button.trigger('onClick');
    await renderer.waitFor(() => expect(sent.some(({ path }) => path === saveSettingsCommand.path)).toBe(true), soon);
    expect(JSON.stringify(sent.find(({ path }) => path === saveSettingsCommand.path)?.body)).toContain(
      '{"partnerId":null,"from":"2027-07-01","to":"2027-12-31","amount":250000}',
    );
  });

  it('undoes nothing before it has asked', async () => {
    const { renderer, sent } = renderSettings(settingsAnswers.steady);
    await renderer.waitFor(() => renderer.find(LoadingButton), soon);
    renderer.find(LoadingButton, (node) => node.text === SETTINGS_WORDS.writeBack.undo).trigger('onClick');
    renderer.find(Alert, { title: SETTINGS_WORDS.writeBack.undoTitle });
    expect(sent).toHaveLength(1);
  });

  it('says what is wrong when the account is not connected', async () => {
    const { renderer } = renderSettings(settingsAnswers.problem);
    await renderer.waitFor(() => renderer.find(ErrorState), soon);
  });
});
