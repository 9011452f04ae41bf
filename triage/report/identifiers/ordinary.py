"""Words that have a capital letter in this field, or anywhere in English, and name no person."""

from __future__ import annotations

_TIME = """
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
fridays saturdays sundays january february march april may june july august september october
november december christmas easter ramadan eid diwali hanukkah boxing halloween bank
"""
# Council areas and countries: the district is what a redacted copy keeps.
_AREAS = """
dorset bournemouth christchurch poole bcp hampshire devon somerset wiltshire cornwall england
wales scotland ireland britain uk northern english welsh scottish irish british european europe
polish romanian bulgarian ukrainian ukraine poland romania portugal portuguese spain spanish
french france german germany italian italy syrian syria afghan afghanistan kurdish iraqi iraq
iranian iran albanian albania somali somalia chinese china indian india pakistani pakistan
bangladeshi bangladesh nigerian nigeria african africa asian asia caribbean arabic urdu punjabi
roma gypsy traveller travellers muslim christian christians muslims jewish hindu sikh catholic
anglican gaelic makaton
"""
_BODIES = """
nhs council councils county borough district unitary police constabulary force fire ambulance
ofsted cqc cafcass camhs nspcc barnardo's childline samaritans refuge mind shelter citizens
advice relate lado chad mash dscp dsp csprg cspr sin panel partnership board bureau court courts
crown magistrates tribunal probation prison service services children's social care health
education early help safeguarding hub team unit group directorate department office officer
officers ministry home state secretary government parliament hospital hospitals surgery clinic
ward school schools academy college nursery preschool university church chapel mosque temple
trust foundation icb ics ccg community mental adult adults public protection national local
authority authorities integrated board housing association centre center youth justice offending
facebook instagram snapchat tiktok whatsapp youtube google microsoft teams zoom netflix xbox
playstation discord roblox fortnite ipad iphone skype twitter signal telegram
"""
_ROLES = """
head heads headteacher deputy assistant director manager lead leads designated named doctor
nurse nurses midwife midwives health visitor visitors gp gps consultant paediatrician
psychiatrist psychologist therapist physiotherapist paramedic dentist pharmacist social worker
workers senior principal chief executive inspector sergeant constable detective superintendent
officer teacher teachers teaching senco dsl ddsl iro guardian coroner solicitor barrister judge
magistrate chair member partner partners practitioner practitioners professional professionals
supervisor student apprentice volunteer governor governors carer carers foster parent parents
mum mums mummy dad dads daddy mother father stepmother stepfather stepmum stepdad nan nana nanny
gran granny grandma grandad granddad grandpa grandmother grandfather grandparents uncle aunt
auntie brother sister sibling siblings son daughter twin twins cousin family child children baby
boy girl adult person young people child's baby's mum's dad's mother's father's boyfriend
girlfriend ex
"""
_PAPERS = """
act acts section sections part chapter appendix article regulation regulations schedule working
together keeping safe education guidance policy procedure plan plans form report review reviews
rapid serious case practice incident notification strategy meeting discussion conference core
initial child protection need looked after order orders care supervision interim special
guardianship emergency threshold assessment single referral chronology genogram signs safety
record records file log version table figure annex red book school's education health ehcp cp
cin lac mca dols dv da dash marac mappa meeting minutes learning account accounts covid internet
wifi tv dvd a&e ae acute emergency department intensive unit paediatric neonatal calpol
paracetamol ibuprofen diazepam methadone heroin cocaine cannabis ketamine adhd autism asd sen
send domestic violence abuse scheme disclosure inquiry arrangement arrangements project safeguard
healthcare epilepsy asthma diabetes down down's tourette's asperger's
"""
_OTHER = """
i i'm i've i'd i'll ok okay am pm nb re fyi fao eg ie dear regards thanks thank hello hi god
mr mrs ms miss mx dr sir madam prof rev sgt pc dc ds di cllr
"""
# Words that often begin a sentence, or a line without a full stop before it.
_STARTS = """
a about above actually additionally after again all allegations almost also although an and
another any apparently as at attended aware be because been before both briefly but by call
called can concerns could currently day did disclosed do does due during each either even every
everyone everything examined explained few finally first following for found from further given
got had has have he her here hers herself him himself his history hope how however if in
information is it its itself just last later left like lives living made many maybe more most
moved much my myself need neither never new next no nobody none nor not nothing notes now number
of off often on once one only or other others our out over own parents per perhaps plan please
police possible presented previous probably question quite rang reported risk said same second
seen several she should since so social some someone something soon still such summary take
taken than that the their them then there therefore these they thing things this those though
through thus time to today together told tomorrow tonight too two under unclear unknown unless
until up update upon us very visited was we well went were what when where which while who whole
whom whose why will with without witness witnessed worried would yes yesterday yet you young
your
"""

ORDINARY = frozenset(f"{_TIME} {_AREAS} {_BODIES} {_ROLES} {_PAPERS} {_OTHER} {_STARTS}".split())
"""Words in lower case that are no names, however they are written."""

_NEVER = """
a about after also an and are as asked at be been before but by called came can could did do
does done for from gave given had has have he her him his how i if in into is it left letter
may not of on or out phoned practice rang reported reports said saw says school seen she so
some something spoke states surgery that the their them then there they this to told up us
visited was we went were what when where which who why will with work would yes you your
"""
NEVER_NAMES = frozenset(_NEVER.split())
"""Words that follow a title, "called" or a first name in small letters, and are no part of it."""

_SURNAMES = """
bishop bell brown child church cook dean english france french german hope ireland king kings
major march marsh may page pope pound prince scott street wales ward west white wood young
"""
SURNAMES_TOO = frozenset(_SURNAMES.split())
"""Words that are surnames as well: behind a title or a first name they are taken for one."""
