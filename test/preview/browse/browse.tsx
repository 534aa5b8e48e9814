import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { AppPage } from './app-page.tsx';
import { LISTS, type ListDefinition } from './lists.ts';
import { RecordList } from './record-list.tsx';
import { RecordCard, RecordPage } from './record-page.tsx';
import { type BrowsedAccount, readContext } from './server-backend.ts';
import { SettingsFrame } from './settings-frame.tsx';

interface Place {
  readonly place: 'company' | 'deal';
  readonly id: number;
  /** The card alone, as wide as the window: for pictures. */
  readonly bare: boolean;
}

/** `/company/1`, `/deal/2`, and `/card/company/1` for the card alone. */
function placeOf(pathname: string): Place | null {
  const match = /^(\/card)?\/(company|deal)\/(\d+)$/.exec(pathname);
  if (!match) return null;
  return { place: match[2] === 'deal' ? 'deal' : 'company', id: Number(match[3]), bare: match[1] !== undefined };
}

/** Records on the left, the chosen one with its card on the right. The address names the record. */
function Browse({ account }: { readonly account: BrowsedAccount }) {
  const [place, setPlace] = useState(() => placeOf(location.pathname));
  const [list, setList] = useState<ListDefinition | undefined>(() =>
    LISTS.find((one) => one.key === (place?.place === 'deal' ? 'deals' : 'partners')),
  );
  useEffect(() => {
    const back = (): void => setPlace(placeOf(location.pathname));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  if (location.pathname === '/app' || location.pathname.startsWith('/app/')) return <AppPage {...account} />;
  if (place?.bare) {
    return (
      <div className="shot">
        <RecordCard {...account} place={place.place} id={place.id} />
      </div>
    );
  }
  if (!list) return null;
  if (location.pathname === '/settings') return <SettingsFrame {...account} />;
  const select = (chosen: ListDefinition, id: number): void => {
    history.pushState(null, '', `/${chosen.place}/${id}`);
    setPlace({ place: chosen.place, id, bare: false });
  };
  return (
    <>
      <header className="top">
        <b>Partner Pulse</b>
        <span>Cards and properties of account {account.portalId}, as HubSpot would show them</span>
        <nav>
          <a href="/app">App page</a>
          <a href="/settings">Settings page</a>
        </nav>
      </header>
      <div className="columns">
        <RecordList list={list} selectedId={place?.id ?? null} onList={setList} onSelect={select} />
        {place ? (
          <RecordPage key={`${place.place}-${place.id}`} {...account} place={place.place} id={place.id} />
        ) : (
          <main className="record">
            <p className="hint">Choose a record on the left. Any company or deal works: /company/ID or /deal/ID.</p>
          </main>
        )}
      </div>
    </>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
readContext().then(
  (account) => createRoot(root).render(<Browse account={account} />),
  (error: unknown) => {
    root.textContent = `The preview's server does not answer: ${error}`;
  },
);
