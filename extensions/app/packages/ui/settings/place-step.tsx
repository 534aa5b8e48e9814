import { SETTINGS_WORDS } from '@partner-pulse/words';
import { List, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { Part } from './part.tsx';

/** Step 5: HubSpot lets no app place its cards, so this says how. */
export function PlaceStep() {
  const words = SETTINGS_WORDS.place;
  return (
    <Part title={SETTINGS_WORDS.steps[4]} text={words.text}>
      <List variant="ordered-styled">
        {words.steps.map((step) => (
          <Text key={step}>{step}</Text>
        ))}
      </List>
      <Section title={words.lists}>
        <List variant="unordered-styled">
          {words.listItems.map((item) => (
            <Text key={item}>{item}</Text>
          ))}
        </List>
      </Section>
    </Part>
  );
}
