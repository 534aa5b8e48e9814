/** HubSpot's components, as tests look for them. */
export {
  Button,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  ScoreCircle,
  SearchInput,
  StatusTag,
  TableRow,
  Tag,
} from '@hubspot/ui-extensions';
export { CrmActionButton } from '@hubspot/ui-extensions/crm';
