import { hubspot } from '@hubspot/ui-extensions';
import { describe, expect, it } from '@jest/globals';
import { companyCard, overrideCommand, reviewCommand } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS } from '@partner-pulse/words';
import { companyAnswers } from './fixtures/company.ts';
import { adminsOnly, overridden } from './fixtures/judgement.ts';
import { renderCard, reply, textOf } from './render-card.tsx';
import { DateInput, Link, LoadingButton, Select, TextArea } from './sdk.ts';

const soon = { timeoutInMs: 2000 };
const done = { contractVersion: 1, state: 'done', text: 'Saved, says the server.' };

/** A card whose commands are answered too; what was sent is kept. */
function renderJudged(answer: unknown, commandAnswer: unknown = done) {
  const sent: { path: string; body: unknown }[] = [];
  const held = renderCard('company', reply(answer));
  const ask = hubspot.fetch;
  hubspot.fetch = async (url, options) => {
    if (options?.method !== 'POST') return ask(url, options);
    sent.push({ path: new URL(String(url)).pathname, body: options.body });
    return new Response(JSON.stringify(commandAnswer));
  };
  return { ...held, sent };
}

type Held = ReturnType<typeof renderJudged>;

/** The panel that a link opens, once it was opened. */
async function open({ renderer }: Held, label: string) {
  await renderer.waitFor(() => renderer.find(Link, (node) => node.text === label), soon);
  renderer.find(Link, (node) => node.text === label).trigger('onClick');
  return () => {
    const { overlay } = renderer.find(Link, (node) => node.text === label).props;
    if (!overlay) throw new Error(`${label} opens nothing`);
    return overlay;
  };
}

describe('a review on the card', () => {
  it('says what is seen, sends the note with the last thing said, and reads the card again', async () => {
    const held = renderJudged(companyAnswers.scored);
    const panel = await open(held, JUDGEMENT_WORDS.review);
    expect(textOf(panel())).toContain('You are looking at 58 points');
    expect(panel().find(LoadingButton).props.disabled).toBe(true);
    panel().find(TextArea).props.onInput?.('went through the pipeline');
    panel().find(LoadingButton).trigger('onClick');
    await held.renderer.waitFor(() => expect(textOf(panel())).toContain('Saved, says the server.'), soon);
    expect(held.sent).toEqual([
      {
        path: reviewCommand.path,
        body: { partnerId: '987', after: 31, note: 'went through the pipeline', locale: 'en-us' },
      },
    ]);
    expect(held.asked.filter((url) => url.includes(companyCard.path))).toHaveLength(2);
  });
});

describe('an override on the card', () => {
  it('sends band, day and reason', async () => {
    const held = renderJudged(companyAnswers.scored);
    const panel = await open(held, JUDGEMENT_WORDS.override);
    panel().find(Select).props.onChange?.('watch');
    panel().find(DateInput).props.onChange?.({ year: 2027, month: 0, date: 9, formattedDate: '' });
    panel().find(TextArea).props.onInput?.('their system moved');
    panel().find(LoadingButton).trigger('onClick');
    await held.renderer.waitFor(() => expect(held.sent).toHaveLength(1), soon);
    expect(held.sent[0]).toEqual({
      path: overrideCommand.path,
      body: {
        ...{ partnerId: '987', after: 31, until: '2027-01-09', reason: 'their system moved', locale: 'en-us' },
        set: { band: 'watch' },
      },
    });
  });

  it('that the server refuses keeps what was typed', async () => {
    const refused = {
      contractVersion: 1,
      state: 'refused',
      setting: 'Until',
      text: 'Choose another day.',
      choices: [],
    };
    const held = renderJudged(companyAnswers.scored, refused);
    const panel = await open(held, JUDGEMENT_WORDS.override);
    panel().find(TextArea).props.onInput?.('their system moved');
    panel().find(LoadingButton).trigger('onClick');
    await held.renderer.waitFor(() => expect(textOf(panel())).toContain('Choose another day.'), soon);
    expect(panel().find(TextArea).props.value).toBe('their system moved');
  });

  it('in force stands beside the computed value, with reason and end, and can be ended', async () => {
    const held = renderJudged(companyAnswers['set-by-person']);
    await held.renderer.waitFor(() => expect(held.text()).toContain('Healthy'), soon);
    for (const part of [overridden.override?.text, overridden.override?.computedText, overridden.override?.reasonText])
      expect(held.text()).toContain(part);
    const panel = await open(held, JUDGEMENT_WORDS.override);
    expect(
      panel()
        .findAll(LoadingButton)
        .map(({ text }) => text),
    ).toEqual([JUDGEMENT_WORDS.endIt, JUDGEMENT_WORDS.setIt]);
  });

  it('says beforehand where only admins may', async () => {
    const held = renderJudged({ ...companyAnswers.scored, judgement: adminsOnly });
    const panel = await open(held, JUDGEMENT_WORDS.override);
    expect(textOf(panel())).toContain('Admins of Partner Pulse may set a band here');
  });
});

describe('the history', () => {
  it('lists reviews and overrides with who, when, what was seen and why', async () => {
    const held = renderJudged(companyAnswers['set-by-person']);
    await held.renderer.waitFor(() => expect(held.text()).toContain('Override ended'), soon);
    for (const { title, whoText, seenText, note } of overridden.history)
      for (const part of [title, whoText, seenText, note]) expect(held.text()).toContain(part);
  });

  it('and everything that people say is absent where the server is older', async () => {
    const { judgement: _, ...older } = companyAnswers.scored;
    const held = renderJudged(older);
    await held.renderer.waitFor(() => expect(held.text()).toContain('Watch'), soon);
    expect(held.renderer.maybeFind(Link, (node) => node.text === JUDGEMENT_WORDS.review)).toBeNull();
  });
});
