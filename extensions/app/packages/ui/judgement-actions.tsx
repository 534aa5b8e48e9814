import { JUDGEMENT_WORDS } from '@partner-pulse/words';
import type { JudgementScope } from './judgement-scope.ts';
import { OverrideForm } from './override-form.tsx';
import { PanelLink } from './panel-link.tsx';
import { ReviewForm } from './review-form.tsx';
import { Inline } from './sdk.ts';
import { ShareForm } from './share-form.tsx';

/**
 * What people say of a partner. The menu in the card's header takes HubSpot's own actions only, so these stand in the
 * card.
 */
export function JudgementActions(scope: JudgementScope) {
  return (
    <Inline gap="sm">
      <PanelLink id="review" label={JUDGEMENT_WORDS.review}>
        {() => <ReviewForm {...scope} />}
      </PanelLink>
      <PanelLink id="override" label={JUDGEMENT_WORDS.override}>
        {() => <OverrideForm {...scope} />}
      </PanelLink>
      <PanelLink id="share" label={JUDGEMENT_WORDS.share}>
        {() => <ShareForm {...scope} />}
      </PanelLink>
    </Inline>
  );
}
