-- What names one of two people, at one moment of their merge.
create temporary table {{table}} (place text not null, person text not null, key jsonb not null, row jsonb not null) on commit drop
