-- A second factor for administrators above districts, and when the one that a district demands is due.
--
-- Global tables of this migration: customer_second_factor, customer_recovery_code (an administrator above districts).

create table customer_second_factor (
  customer_id text not null,
  customer_admin_id bigint not null,
  secret_sealed text not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null,
  primary key (customer_id, customer_admin_id),
  foreign key (customer_id, customer_admin_id) references customer_admin (customer_id, id)
);

create table customer_recovery_code (
  customer_id text not null,
  customer_admin_id bigint not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (customer_id, customer_admin_id, code_hash),
  foreign key (customer_id, customer_admin_id) references customer_admin (customer_id, id)
);

grant select, insert, update, delete on customer_second_factor, customer_recovery_code to staffroom_web;

-- From when on the session opens nothing but setting a second factor up. Null: nothing is demanded, or it is there.
alter table session add column factor_due_at timestamptz;
