-- What the sales records say, worked out from the CSV text alone. Shares no code with the product.
-- In: temporary tables source(file, content) and asked(as_of). Out: per_agent and whole_programme.
-- A window of n days is the n calendar days that end with as_of.

create temporary table pipeline as
select
  cell[1] as opportunity,
  cell[2] as agent,
  case cell[3] when 'GTXPro' then 'GTX Pro' else cell[3] end as product,
  cell[5] as stage,
  to_date(nullif(cell[6], ''), 'MM/DD/YYYY') as engaged,
  to_date(nullif(cell[7], ''), 'MM/DD/YYYY') as closed,
  nullif(cell[8], '')::numeric as close_value
from source, regexp_split_to_table(content, '\r?\n') with ordinality as line(line, number),
  lateral (select string_to_array(line, ',') as cell) as cells
where file = 'sales_pipeline.csv' and number > 1 and line <> '';

create temporary table price as
select split_part(line, ',', 1) as product, split_part(line, ',', 3)::numeric as list_price
from source, regexp_split_to_table(content, '\r?\n') with ordinality as line(line, number)
where file = 'products.csv' and number > 1 and line <> '';

create temporary table agent as
select split_part(line, ',', 1) as agent
from source, regexp_split_to_table(content, '\r?\n') with ordinality as line(line, number)
where file = 'sales_teams.csv' and number > 1 and line <> '';

create temporary table opportunity as
select
  pipeline.*,
  list_price,
  as_of,
  coalesce(closed <= as_of, false) as is_decided,
  coalesce(closed <= as_of and stage = 'Won', false) as is_won,
  coalesce(engaged between as_of - 364 and as_of, false) as registered_w365,
  coalesce(engaged between as_of - 89 and as_of, false) as registered_w90,
  coalesce(closed between as_of - 364 and as_of, false) as closed_w365,
  coalesce(closed between as_of - 89 and as_of, false) as closed_w90,
  -- Prospecting opportunities have no date at all; they exist since the first day of the data.
  coalesce(engaged, date '2016-10-20') <= as_of and (closed is null or closed > as_of) as is_open
from pipeline join price using (product), asked;

create temporary table per_agent as
select
  agent.agent,
  coalesce(sum(close_value) filter (where is_won and closed_w365), 0) as sourced_revenue_w365,
  count(*) filter (where is_won and closed_w365) as deals_won_w365,
  count(*) filter (where is_won and closed_w90) as deals_won_w90,
  count(*) filter (where registered_w90) as registrations_w90,
  count(*) filter (where registered_w365 and is_won) as registered_won,
  count(*) filter (where registered_w365 and is_decided) as registered_decided,
  count(*) filter (where registered_w365 and not is_decided) as registered_undecided,
  count(*) filter (where registered_w365 and is_won)::numeric
    / nullif(count(*) filter (where registered_w365 and is_decided), 0) as close_rate,
  percentile_cont(0.5) within group (order by closed - engaged) filter (where is_won and closed_w365)
    as median_won_cycle_days,
  coalesce(sum(list_price) filter (where is_open), 0) as open_pipeline,
  count(*) filter (where is_open) as open_deals
from agent left join opportunity using (agent)
group by agent.agent;

create temporary view earner as
select
  sourced_revenue_w365 as revenue,
  row_number() over (order by sourced_revenue_w365 desc) as place,
  row_number() over (order by sourced_revenue_w365) as place_from_below,
  sum(sourced_revenue_w365) over () as total,
  count(*) over () as partners
from per_agent
where sourced_revenue_w365 > 0;

-- Active: registered or won something in the last 90 days.
create temporary view active as
select sourced_revenue_w365 as revenue from per_agent where registrations_w90 > 0 or deals_won_w90 > 0;

create temporary view whole_programme as
select
  max(total) as sourced_revenue_w365,
  10000 * sum((revenue / total) ^ 2) as hhi,
  max(revenue) / max(total) as top_1_share,
  sum(revenue) filter (where place <= 5) / max(total) as top_5_share,
  -- Over the partners that have revenue: twice the rank-weighted sum over n times the total, less (n + 1) / n.
  2 * sum(place_from_below * revenue) / (max(partners) * max(total)) - (max(partners) + 1.0) / max(partners) as gini,
  (select count(*) from active) as active_partners,
  max(total) / (select nullif(count(*), 0) from active) as mean_revenue_per_active_partner,
  (select percentile_cont(0.5) within group (order by revenue) from active) as median_revenue_per_active_partner
from earner;
