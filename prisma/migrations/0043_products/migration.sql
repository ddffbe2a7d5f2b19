-- Products that students are given (002): the catalogue, what hands and rules give to whom. Seats, purchases, reservations
-- and the ledger are those of every licence: the kind of a product's seats is product-seats:<its id>.

create table product (
  district_id text not null references district (id),
  id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (name ~ '\S' and length(name) <= 120),
  -- For which grades it is made; none: for all.
  grades text[] not null default '{}',
  -- What the district files it under: reading, mathematics, assessment.
  category text not null default '' check (length(category) <= 60),
  -- withdrawn: nobody is given it any more, and nobody has it.
  status text not null default 'active' check (status in ('active', 'withdrawn')),
  changed_at timestamptz not null,
  changed_by text not null check (changed_by <> ''),
  primary key (district_id, id)
);

-- What somebody did by hand: given, or taken back though a rule gives it.
create table product_assignment (
  district_id text not null,
  product_id text not null,
  person_id bigint not null,
  given boolean not null,
  changed_at timestamptz not null,
  changed_by text not null check (changed_by <> ''),
  primary key (district_id, product_id, person_id),
  foreign key (district_id, product_id) references product (district_id, id),
  foreign key (district_id, person_id) references person (district_id, id)
);
create index product_assignment_by_person on product_assignment (district_id, person_id);

-- "All of grade 4 of these schools."
create table product_rule (
  district_id text not null,
  product_id text not null,
  name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$'),
  -- Rules with a lower number get their students seats first.
  position smallint not null check (position between 1 and 9999),
  -- None: of every grade, of every school.
  grades text[] not null default '{}',
  school_ids bigint[] not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null check (changed_by <> ''),
  primary key (district_id, product_id, name),
  foreign key (district_id, product_id) references product (district_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['product', 'product_assignment', 'product_rule']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;
grant select, insert, update, delete on product, product_assignment, product_rule to staffroom_web, staffroom_sync;

do $$
declare t text;
begin
  foreach t in array array['licence', 'licence_purchase', 'licence_reservation', 'seat_priority']
  loop
    execute format('alter table %I drop constraint %I', t, t || '_kind_check');
    execute format('alter table %I add constraint %I check (kind ~ %L)', t, t || '_kind_check',
      '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$');
  end loop;
end $$;

alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'term_changed', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought',
  'reserved_elsewhere', 'role_lost', 'person_retired', 'person_deactivated', 'unassigned', 'rule_left', 'licence_off',
  'needed_again', 'grace_ended', 'bought_fewer', 'covered_again', 'undone', 'chosen', 'allotted'));

create function erase_part_products(of_district text, of_person bigint) returns void language sql set search_path = pg_catalog, public
as $$ delete from product_assignment where district_id = of_district and person_id = of_person $$;
revoke execute on function erase_part_products(text, bigint) from public;
