-- Administrators of a customer can be taken out. Their row stays: the audit logs of the districts name them by its number.

alter table customer_admin drop constraint customer_admin_status_check;
alter table customer_admin add constraint customer_admin_status_check
  check (status in ('invited', 'active', 'suspended', 'removed'));
alter table customer_admin add constraint customer_admin_removed_check check (status <> 'removed' or password_hash is null);
