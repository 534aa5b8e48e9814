/** HubSpot's components, as tests look for them. */
export {
  Alert,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  ScoreCircle,
  SearchInput,
  Select,
  StatusTag,
  TableRow,
  Tag,
  TextArea,
  ToggleGroup,
} from '@hubspot/ui-extensions';
export { CrmActionButton } from '@hubspot/ui-extensions/crm';
