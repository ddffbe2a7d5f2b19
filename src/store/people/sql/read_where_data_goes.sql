-- Where data of a district goes beside its own people, as it is set up now. $1 district.
select
  coalesce((select array_agg(distinct r.issuer order by r.issuer) from lti_deployment d
    join lti_registration r on r.id = d.registration_id
    where d.district_id = $1 and d.status = 'active'), '{}') as platforms,
  (select count(*)::int from survey_gradebook g where g.district_id = $1) as "gradebookClasses",
  coalesce((select array_agg(p.issuer order by p.issuer) from sso_provider p where p.district_id = $1), '{}') as "signInProviders"
