/** HubSpot's components, as tests look for them. */
export {
  Alert,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  NumberInput,
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
