/** The word stock of the invented account: customers, people, products. */
export interface Country {
  readonly country: string;
  readonly region: string;
  readonly legal: readonly string[];
  readonly cities: readonly string[];
  readonly roots: readonly string[];
}

export const COUNTRIES: readonly Country[] = [
  {
    country: 'Germany',
    region: 'DACH',
    legal: ['GmbH', 'AG', 'GmbH & Co. KG'],
    cities: ['Hamburg', 'Kassel', 'Leipzig', 'Ulm', 'Bremen', 'Nürnberg'],
    roots: ['Haldenwerk', 'Erlbach', 'Tannrode', 'Wiesenthau', 'Grauhof', 'Sonnborn', 'Möllenkamp', 'Steinfurth'],
  },
  {
    country: 'United Kingdom',
    region: 'UK & Ireland',
    legal: ['Ltd', 'plc'],
    cities: ['Leeds', 'Bristol', 'Hull', 'Coventry', 'Cardiff'],
    roots: [
      'Wexcombe',
      'Pellmoor',
      'Ashgrove Hill',
      'Dunmarrow',
      'Stavely Cross',
      'Kettleby',
      'Orchard Quay',
      'Marlish',
    ],
  },
  {
    country: 'Sweden',
    region: 'Nordics',
    legal: ['AB'],
    cities: ['Malmö', 'Örebro', 'Göteborg', 'Umeå'],
    roots: ['Björkhamn', 'Isvik', 'Stenåker', 'Halltorp', 'Renfors', 'Månsby', 'Sandarne'],
  },
  {
    country: 'Netherlands',
    region: 'Benelux',
    legal: ['BV', 'NV'],
    cities: ['Utrecht', 'Breda', 'Zwolle', 'Eindhoven'],
    roots: ['Van Lierop', 'Oosterkade', 'Rietveen', 'De Wolden', 'Kanaalzicht', 'Beukelaar', 'Zandhoef'],
  },
  {
    country: 'France',
    region: 'France',
    legal: ['SA', 'SAS', 'SARL'],
    cities: ['Lyon', 'Nantes', 'Lille', 'Toulouse'],
    roots: ['Belmontel', 'Courvaux', 'Sablière', 'Grandpré', 'Vauxrenard', 'Montalier', 'Rochefleur'],
  },
  {
    country: 'Spain',
    region: 'Iberia',
    legal: ['SA', 'SL'],
    cities: ['Valencia', 'Bilbao', 'Zaragoza', 'Sevilla'],
    roots: ['Olivar Viejo', 'Montesol', 'Ríofrío', 'Peñablanca', 'Almazara Sur', 'Costaluz', 'Valdeprado'],
  },
  {
    country: 'Italy',
    region: 'Italy',
    legal: ['SpA', 'Srl'],
    cities: ['Verona', 'Bologna', 'Torino', 'Bari'],
    roots: ['Montecorvo', 'Pianoro Alto', 'Cascina Rossa', 'Bellariva', 'Fontelunga', 'Valsana'],
  },
  {
    country: 'Czechia',
    region: 'Central Europe',
    legal: ['s.r.o.', 'a.s.'],
    cities: ['Brno', 'Plzeň', 'Liberec'],
    roots: ['Jasenná', 'Dubovec', 'Horní Lhota', 'Říčanka', 'Kamenice', 'Modrava'],
  },
  {
    country: 'United Arab Emirates',
    region: 'Middle East',
    legal: ['LLC', 'FZE'],
    cities: ['Dubai', 'Sharjah'],
    roots: ['Al Noor Sands', 'Palm Quay', 'Dune Gate', 'Pearl Dhow'],
  },
];

export interface Industry {
  /** HubSpot's value of the company property `industry`. */
  readonly value: string;
  readonly trades: readonly string[];
}

export const INDUSTRIES: readonly Industry[] = [
  { value: 'LOGISTICS_AND_SUPPLY_CHAIN', trades: ['Logistics', 'Freight', 'Forwarding', 'Cold Chain'] },
  { value: 'RETAIL', trades: ['Retail', 'Home & Garden', 'Outfitters', 'Markets'] },
  { value: 'FOOD_PRODUCTION', trades: ['Foods', 'Bakeries', 'Dairy', 'Beverages'] },
  { value: 'MACHINERY', trades: ['Machinery', 'Tools', 'Components', 'Hydraulics'] },
  { value: 'HOSPITAL_HEALTH_CARE', trades: ['Clinics', 'Medical Supply', 'Pharmacies'] },
];

/** What the account's owner sells: software that plans warehouses, tours and returns. */
export const PRODUCTS: readonly string[] = [
  'Route Ledger',
  'Dock Planner',
  'Yard View',
  'Stock Twin',
  'Returns Desk',
  'Tour Optimiser',
  'Pick Wave',
  'Carrier Hub',
];

export const FIRST_NAMES: readonly string[] = (
  'Anja Birger Carmen Dario Elif Femke Gesine Hanna Ilias Jonas Katrin Lorenzo Mireille Noor Oskar Petra Quentin ' +
  'Rosa Sven Tamar Ulrike Viktor Wiebke Xenia Yusuf Zora Aoife Bastian Clara Davide Emre Fiona Gustav Helena Ines ' +
  'Jakub Karim Leonie Marek Nadia'
).split(' ');

export const LAST_NAMES: readonly string[] = (
  'Abendroth Bakkeren Castellan Dahlquist Engelke Farrow Gallardo Hollund Ivarsen Janowitz Kaltwasser Lindgaard ' +
  'Moravec Nightingale Ortolan Peregrin Quistorp Rademaker Silvano Tennfjord Uhlenbrock Valcourt Westerholt Yilmaz ' +
  'Zandvliet Ashworthy Bellweather Corvino Drosselmann Everdeen'
).split(' ');

export const PARTNER_JOBS: readonly string[] = [
  'Channel Manager',
  'Managing Director',
  'Alliance Lead',
  'Senior Consultant',
  'Account Executive',
  'Pre-Sales Engineer',
];

export const CUSTOMER_JOBS: readonly string[] = ['Head of Logistics', 'COO', 'IT Manager', 'Warehouse Manager', 'CFO'];
