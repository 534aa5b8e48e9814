import { CardFrame, type CardProps } from './card-frame.tsx';
import { CompanyStates } from './company-states.tsx';
import { PartnerView } from './partner-view.tsx';

/** Partner health on a company record. */
export function CompanyCard({ context }: CardProps) {
  return (
    <CardFrame context={context}>
      <Answered />
    </CardFrame>
  );
}

function Answered() {
  return <CompanyStates>{(answer, reload) => <PartnerView answer={answer} onDone={reload} />}</CompanyStates>;
}
