-- What the recruitment funnel says, worked out from the CSV text alone. Shares no code with the product.
-- In: temporary tables source(file, content) and asked(as_of). Out: the views signups_by_month, conversion_by_opening_month,
-- programme_numbers.

create temporary view discussion as
select split_part(line, ',', 1) as discussion, split_part(line, ',', 2)::date as opened
from source, regexp_split_to_table(content, '\r?\n') with ordinality as line(line, number)
where file = 'olist_marketing_qualified_leads_dataset.csv' and number > 1 and line <> '';

create temporary view signing as
select split_part(line, ',', 1) as discussion, split_part(line, ',', 5)::timestamp::date as signed
from source, regexp_split_to_table(content, '\r?\n') with ordinality as line(line, number)
where file = 'olist_closed_deals_dataset.csv' and number > 1 and line <> '';

create temporary view signups_by_month as
select to_char(signed, 'YYYY-MM') as month, count(*)::int as signups
from signing, asked
where signed <= as_of
group by 1
order by 1;

create temporary view conversion_by_opening_month as
select
  to_char(opened, 'YYYY-MM') as month,
  count(*)::int as discussions,
  (count(*) filter (where signed <= as_of))::int as signed,
  (count(*) filter (where signed <= as_of))::numeric / count(*) as conversion
from discussion
  left join signing using (discussion), asked
where opened <= as_of
group by 1
order by 1;

create temporary view programme_numbers as
with talk as (
  -- Signed before it was opened is a matter of entry: it took no days.
  select opened, case when signed is not null then greatest(signed, opened) end as signed from discussion left join signing using (discussion), asked
  where opened <= as_of and opened > as_of - 455
)
select
  (select count(*)::int from signing, asked where signed <= as_of and signed > as_of - 7) as signed_week,
  (select count(*)::int from signing, asked where signed <= as_of - 7 and signed > as_of - 14) as signed_week_before,
  (select count(*)::int from signing, asked where signed <= as_of and signed > as_of - 30) as signed_month,
  (select count(*)::int from signing, asked where signed <= as_of - 30 and signed > as_of - 60) as signed_month_before,
  (select count(*)::int from signing, asked where signed <= as_of and signed > as_of - 365) as signed_year,
  (select count(*)::int from signing, asked where signed <= as_of - 365 and signed > as_of - 730) as signed_year_before,
  (select count(*)::int from talk, asked where opened <= as_of - 90) as mature,
  (select count(*)::int from talk, asked where opened <= as_of - 90 and signed <= as_of) as mature_signed,
  (select count(*)::int from talk, asked where signed is null or signed > as_of) as open,
  (select percentile_cont(0.5) within group (order by signed - opened) from talk, asked where signed <= as_of) as days_to_sign;
