-- The rate budget learns an account's limits from HubSpot's headers, leaves a share of them to others, and lets what
-- people wait for pass what reads long.

alter table rate_limits
  -- As HubSpot's headers say; null until an answer carried them.
  add column limit_calls integer,
  add column window_ms integer,
  -- Nothing goes out before. Apart from tat_ms, so that a pause is not taken for a long line.
  add column paused_until_ms double precision not null default 0,
  -- Calls reserved so far, for the share of the budget in use.
  add column reserved bigint not null default 0;

-- What the budget of a class is made of: calls in any window, how many of them at once, and the pace of the rest. The
-- window is taken a millisecond longer, because waits are rounded to milliseconds.
create function rate_budget(p_limit integer, p_window_ms integer, p_share double precision,
  out budget double precision, out burst double precision, out interval_ms double precision
) language sql immutable as $$
  select b.budget, b.burst, (p_window_ms + 1) / (b.budget - b.burst + 1)
  from (select x.budget, greatest(1, floor(x.budget * 0.05)) as burst
        from (select greatest(1, floor(p_limit * p_share)) as budget) x) b
$$;

drop function reserve_call(bigint, text, double precision, double precision, double precision, double precision);
drop function pause_calls(bigint, text, double precision, double precision, double precision, double precision);

-- Reserves one call, and answers how long to sleep before it goes out. Reserving (instead of asking again) is what keeps
-- a rolling window under its limit with any number of callers. Two lanes share one pace: `background` goes evenly and
-- never lets more than a few calls stand in line, the burst is left to `prompt`; so a prompt call passes the line.
--   'go'    reserved: sleep wait_ms, then send
--   'again' nothing reserved, the line of background calls is full: ask again after wait_ms
--   'busy'  nothing reserved, the wait would be longer than p_max_wait_ms
create function reserve_call(
  p_portal_id bigint, p_class text, p_limit integer, p_window_ms integer, p_share double precision, p_lane text,
  p_max_wait_ms double precision, p_now_ms double precision default null,
  out outcome text, out wait_ms double precision
) language plpgsql as $$
declare
  v_now double precision := coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000);
  v_row rate_limits;
  v_budget record;
  v_from double precision;
  v_tat double precision;
  v_line double precision;
begin
  -- The row must exist before it can be locked; two callers may both find it missing.
  insert into rate_limits (portal_id, class, tat_ms) values (p_portal_id, p_class, v_now) on conflict do nothing;
  select * into v_row from rate_limits where portal_id = p_portal_id and class = p_class for update;
  v_budget := rate_budget(coalesce(v_row.limit_calls, p_limit), coalesce(v_row.window_ms, p_window_ms), p_share);
  v_from := greatest(v_now, v_row.paused_until_ms);
  v_tat := greatest(v_row.tat_ms, v_from);
  wait_ms := v_from - v_now;
  outcome := 'go';
  if p_lane = 'background' then
    v_line := (v_tat - v_from) - greatest(0, v_budget.burst - 2) * v_budget.interval_ms;
    if v_line > 0.001 then
      outcome := 'again';
      wait_ms := wait_ms + v_line;
    else
      wait_ms := wait_ms + v_tat - v_from;
    end if;
  else
    wait_ms := wait_ms + greatest(0, v_tat - v_from - (v_budget.burst - 1) * v_budget.interval_ms);
  end if;
  wait_ms := ceil(wait_ms);
  if wait_ms > p_max_wait_ms then
    outcome := 'busy';
  elsif outcome = 'go' then
    update rate_limits set tat_ms = v_tat + v_budget.interval_ms, reserved = reserved + 1
      where portal_id = p_portal_id and class = p_class;
  end if;
end $$;

-- After a 429: nothing of this class goes out before the pause is over, and then at an even pace without a burst.
create function pause_calls(
  p_portal_id bigint, p_class text, p_limit integer, p_window_ms integer, p_share double precision,
  p_pause_ms double precision, p_now_ms double precision default null
) returns void language plpgsql as $$
declare
  v_until double precision := coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000) + p_pause_ms;
  v_budget record;
begin
  insert into rate_limits (portal_id, class, tat_ms) values (p_portal_id, p_class, 0) on conflict do nothing;
  select b.* into v_budget from rate_limits r,
    rate_budget(coalesce(r.limit_calls, p_limit), coalesce(r.window_ms, p_window_ms), p_share) b
    where r.portal_id = p_portal_id and r.class = p_class for update of r;
  update rate_limits set paused_until_ms = greatest(paused_until_ms, v_until),
    tat_ms = greatest(tat_ms, v_until + (v_budget.burst - 1) * v_budget.interval_ms)
    where portal_id = p_portal_id and class = p_class;
end $$;

-- What an answer's headers said. Fewer calls left than we leave to others means that somebody else takes of the same
-- limit: we hold back for as long as it takes to give them up again.
create function learn_limit(
  p_portal_id bigint, p_class text, p_limit integer, p_window_ms integer, p_remaining integer, p_share double precision,
  p_now_ms double precision default null
) returns void language plpgsql as $$
declare
  v_now double precision := coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000);
  v_budget record;
  v_missing double precision;
begin
  v_budget := rate_budget(p_limit, p_window_ms, p_share);
  v_missing := (p_limit - v_budget.budget) - p_remaining;
  insert into rate_limits (portal_id, class, tat_ms) values (p_portal_id, p_class, v_now) on conflict do nothing;
  update rate_limits set limit_calls = p_limit, window_ms = p_window_ms,
    tat_ms = case when v_missing > 0
      then greatest(tat_ms, v_now + (v_missing + v_budget.burst - 1) * v_budget.interval_ms) else tat_ms end
    where portal_id = p_portal_id and class = p_class;
end $$;
