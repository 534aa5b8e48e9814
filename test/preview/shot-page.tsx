import { createRoot } from 'react-dom/client';
import { type Fixtures, fixtureBackend } from './fixture-backend.ts';
import { CardFrame } from './host.tsx';
import type { PreviewContext } from './protocol.ts';

/** What a test asks the page to show. Everything in it crosses into the browser as plain data. */
export interface ShotScenario {
  readonly bundleUrl: string;
  readonly title: string;
  readonly context: PreviewContext;
  readonly fixtures: Fixtures;
  readonly path?: string;
}

declare global {
  interface Window {
    /** Resolves when the card has mounted; rejects with what its worker reported. */
    showCard: (scenario: ShotScenario) => Promise<void>;
  }
}

window.showCard = (scenario) =>
  new Promise((resolve, reject) => {
    const root = document.getElementById('root');
    if (!root) throw new Error('The page has no #root.');
    createRoot(root).render(
      <div className="shot">
        <CardFrame
          bundleUrl={scenario.bundleUrl}
          title={scenario.title}
          context={scenario.context}
          backend={fixtureBackend(scenario.fixtures)}
          {...(scenario.path !== undefined && { path: scenario.path })}
          onMounted={(error) => (error === null ? resolve() : reject(new Error(error)))}
        />
      </div>,
    );
  });
