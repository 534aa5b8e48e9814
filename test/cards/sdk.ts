/** HubSpot's components, as tests look for them. */
export {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  ScoreCircle,
  SearchInput,
  Select,
  StatusTag,
  TableRow,
  Tag,
  ToggleGroup,
} from '@hubspot/ui-extensions';
export { CrmActionButton } from '@hubspot/ui-extensions/crm';
