import * as actions from './actions.tsx';
import { CrmAssociationTable } from './association-table.tsx';
import { BarChart, LineChart } from './chart.tsx';
import * as containers from './containers.tsx';
import * as forms from './forms.tsx';
import { Icon } from './glyph.tsx';
import * as layout from './layout.tsx';
import { Modal, OverlayBody, Panel } from './overlay.tsx';
import * as status from './status.tsx';
import * as text from './text.tsx';

/**
 * HubSpot's components by the names that cross from the worker. A card that uses another one fails here with the name
 * of the component to add.
 */
export const components = {
  Accordion: forms.Accordion,
  Alert: status.Alert,
  AutoGrid: layout.AutoGrid,
  BarChart,
  Box: layout.Box,
  Button: actions.Button,
  CrmActionButton: actions.CrmActionButton,
  CrmAssociationTable,
  CrmCardActions: actions.CrmCardActions,
  DateInput: forms.DateInput,
  DescriptionList: forms.DescriptionList,
  DescriptionListItem: forms.DescriptionListItem,
  Divider: layout.Divider,
  EmptyState: status.EmptyState,
  ErrorState: status.ErrorState,
  Flex: layout.Flex,
  Heading: forms.Heading,
  Icon,
  Image: status.Image,
  Inline: layout.Inline,
  Input: forms.Input,
  LineChart,
  Link: text.Link,
  List: text.List,
  LoadingButton: forms.LoadingButton,
  LoadingSpinner: status.LoadingSpinner,
  Modal,
  ModalBody: OverlayBody,
  NumberInput: forms.NumberInput,
  PageBreadcrumbs: text.PageBreadcrumbs,
  PageBreadcrumbsCurrent: text.PageBreadcrumbsCurrent,
  PageBreadcrumbsPageLink: text.PageLink,
  PageLink: text.PageLink,
  PageTitle: text.PageTitle,
  Panel,
  PanelBody: OverlayBody,
  ScoreCircle: status.ScoreCircle,
  SearchInput: forms.Input,
  Select: forms.Select,
  Statistics: status.Statistics,
  StatisticsItem: status.StatisticsItem,
  StatisticsTrend: status.StatisticsTrend,
  StatusTag: status.StatusTag,
  StepIndicator: forms.StepIndicator,
  Tab: containers.Tab,
  Table: containers.Table,
  TableBody: containers.TableBody,
  TableCell: containers.TableCell,
  TableHead: containers.TableHead,
  TableHeader: containers.TableHeader,
  TableRow: containers.TableRow,
  Tabs: containers.Tabs,
  Tag: status.Tag,
  Text: text.Text,
  TextArea: forms.TextArea,
  Tile: layout.Tile,
  Toggle: forms.Toggle,
  ToggleGroup: forms.ToggleGroup,
};
