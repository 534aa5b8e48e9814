-- Who else takes of the same limit may have taken all of it at once: the pause grows with the square of what is missing,
-- from next to nothing (clocks and networks jitter) to a whole window when nothing is left.
create or replace function learn_limit(
  p_portal_id bigint, p_class text, p_limit integer, p_window_ms integer, p_remaining integer, p_share double precision,
  p_now_ms double precision default null
) returns void language plpgsql as $$
declare
  v_now double precision := coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000);
  v_budget record;
  v_left_to_others double precision;
  v_hold_ms double precision := 0;
begin
  v_budget := rate_budget(p_limit, p_window_ms, p_share);
  v_left_to_others := p_limit - v_budget.budget;
  if p_remaining < v_left_to_others then
    v_hold_ms := p_window_ms * power((v_left_to_others - p_remaining) / v_left_to_others, 2);
  end if;
  insert into rate_limits (portal_id, class, tat_ms) values (p_portal_id, p_class, v_now) on conflict do nothing;
  update rate_limits set limit_calls = p_limit, window_ms = p_window_ms,
    tat_ms = case when v_hold_ms > 0
      then greatest(tat_ms, v_now + v_hold_ms + (v_budget.burst - 1) * v_budget.interval_ms) else tat_ms end
    where portal_id = p_portal_id and class = p_class;
end $$;
