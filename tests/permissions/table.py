"""Who may do what with results: a line for every address, file and answer of the API, a column for everybody who may ask.

All of it is asked about the own program 10210, its department D1 and its faculty F1: `own` is the representative of D1, `other` of the
department beside it; `dean` of F1, `dean2` of another faculty; `ended` was coordinator, analyst and representative until yesterday,
`super` is a superuser without a role. {wave} is a released wave, {file} and {view} belong to the analyst.

    ok    200         done  302, it was done or leads on     login  302 to the login page     home  302 back to the admin's home
    no    403         none  404: as unknown as what does not exist                            late  409: allowed, but refused in this state
"""

COLUMNS = ("visitor", "nobody", "editor", "own", "other", "dean", "dean2", "rector", "analyst", "coord", "deputy", "ended", "super")

ADDRESSES = """
#                                               visitor nobody editor own  other dean dean2 rector analyst coord deputy ended super
GET  /admin/results/                              login login  no    ok   ok    ok   ok    ok     ok      ok    ok     no    no
GET  /admin/results/10210/                        login login  no    ok   none  ok   none  ok     ok      ok    ok     no    no
GET  /admin/results/10210/page.pdf                login login  no    ok   none  ok   none  ok     ok      ok    ok     no    no
GET  /admin/results/10210/files/                  login login  no    ok   none  ok   none  ok     ok      ok    ok     no    no
POST /admin/results/10210/files/                  login login  no    done none  done none  done   done    done  done   no    no
GET  /admin/results/department/D1/                login login  no    ok   none  ok   none  ok     ok      ok    ok     no    no
GET  /admin/results/faculty/F1/                   login login  no    none none  ok   none  ok     ok      ok    ok     no    no
GET  /admin/results/faculty/F1/files/             login login  no    none none  ok   none  ok     ok      ok    ok     no    no
POST /admin/results/faculty/F1/files/             login login  no    none none  done none  done   done    done  done   no    no
GET  /admin/results/university/                   login login  no    none none  none none  ok     ok      ok    ok     no    no

GET  /admin/exports/                              login login  no    ok   ok    ok   ok    ok     ok      ok    ok     no    no
POST /admin/exports/ask/                          login login  none  done none  done none  done   done    done  done   none  none
GET  /admin/exports/microdata/{wave}/             login login  no    no   no    no   no    no     ok      no    no     no    no
POST /admin/exports/microdata/{wave}/             login login  no    no   no    no   no    no     done    no    no     no    no
GET  /admin/exports/{file}/                       login login  none  none none  none none  none   ok      none  none   none  none
POST /admin/exports/{file}/delete/                login login  none  none none  none none  none   done    none  none   none  none

GET  /admin/explorer/                             login login  no    no   no    no   no    no     ok      no    no     no    no
GET  /admin/explorer/{wave}/                      login login  no    no   no    no   no    no     ok      no    no     no    no
GET  /admin/explorer/{wave}/?rows=A16             login login  no    no   no    no   no    no     ok      no    no     no    no
POST /admin/explorer/{wave}/reason/               login login  no    no   no    no   no    no     done    no    no     no    no
POST /admin/explorer/{wave}/save/                 login login  no    no   no    no   no    no     done    no    no     no    no
GET  /admin/explorer/views/{view}/                login login  no    no   no    no   no    no     done    no    no     no    no
POST /admin/explorer/views/{view}/rename/         login login  no    no   no    no   no    no     done    no    no     no    no
POST /admin/explorer/views/{view}/delete/         login login  no    no   no    no   no    no     done    no    no     no    no

GET  /admin/release/                              login login  no    no   no    no   no    no     no      ok    ok     no    no
GET  /admin/release/{wave}/                       login login  no    no   no    no   no    no     no      ok    ok     no    no
GET  /admin/release/{wave}/forecast/              login login  no    no   no    no   no    no     no      ok    ok     no    no
POST /admin/release/{wave}/review/                login login  no    no   no    no   no    no     no      late  late   no    no
POST /admin/release/{wave}/confirm/internal/      login login  no    no   no    no   no    no     no      late  late   no    no
POST /admin/release/{wave}/withdraw/1/            login login  no    no   no    no   no    no     no      done  done   no    no
POST /admin/release/{wave}/reinstate/1/           login login  no    no   no    no   no    no     no      late  late   no    no
POST /admin/release/{wave}/mails/1/               login login  no    no   no    no   no    no     no      done  done   no    no

GET  /admin/snippets/surveys/benchmark/           login login  home  ok   ok    ok   ok    ok     ok      ok    ok     home  ok
GET  /admin/snippets/surveys/benchmark/results/   login login  home  ok   ok    ok   ok    ok     ok      ok    ok     home  ok
GET  /admin/snippets/surveys/benchmark/add/       login login  home  home home  home home  home   home    ok    ok     home  ok
GET  /admin/snippets/surveys/benchmark/edit/{benchmark}/      login login home home home home home home home ok ok     home  ok
POST /admin/snippets/surveys/benchmark/edit/{benchmark}/      login login home home home home home home home done done home  done
GET  /admin/snippets/surveys/benchmark/delete/{benchmark}/    login login home home home home home home home ok ok     home  ok
POST /admin/snippets/surveys/benchmark/delete/{benchmark}/    login login home home home home home home home done done home  done

GET  /tr/sonuclar/                                ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /tr/sonuclar/bolum/D1/                       ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /tr/sonuclar/department/D1/                  ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /tr/sonuclar/bolum/D9/                       none  none   none  none none  none none  none   none    none  none   none  none

GET  /api/v1/openapi.json                         ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/docs                                 ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/                                     none  none   none  none none  none none  none   none    none  none   none  none
GET  /api/v1/what-is-not-there/                   none  none   none  none none  none none  none   none    none  none   none  none
GET  /api/v1/schema/results.json                  ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/units/                               ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/indicators/                          ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/results/                             ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/results/MYM/2024/?unit=10210         ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/results/MYM/2026/                    none  none   none  none none  none none  none   none    none  none   none  none
GET  /api/v1/results/MYM/trend/?variable=A16&unit=10210       ok ok   ok ok ok   ok   ok    ok     ok      ok    ok     ok    ok
GET  /api/v1/response-rates/MYM/2024/             ok    ok     ok    ok   ok    ok   ok    ok     ok      ok    ok     ok    ok

GET  /api/v1/results/?profile=internal                        no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&limit=2000    no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&format=csv    no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/results/IMA/2026/?profile=internal               no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&unit=10210    no no   no ok no   ok   no    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&unit=D1       no no   no ok no   ok   no    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&unit=F1       no no   no ok ok   ok   no    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/2026/?profile=internal&unit=KTU      no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/results/MYM/trend/?variable=A16&unit=10210&profile=internal  no no no ok no ok no ok  ok      ok    ok     no    no
GET  /api/v1/response-rates/MYM/2026/?profile=internal        no no   no ok ok   ok   ok    ok     ok      ok    ok     no    no
GET  /api/v1/response-rates/MYM/2026/?profile=internal&unit=10210  no no no ok no ok   no    ok     ok      ok    ok     no    no
"""

# Of files: whether they may be asked for, made and fetched.
FILES = """
#                                         visitor nobody editor own other dean dean2 rector analyst coord deputy ended super
results_xlsx program:10210                no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
results_xlsx department:D1                no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
results_xlsx faculty:F1                   no      no     no     no  no    yes  no    yes    yes     yes   yes    no    no
results_xlsx university:KTU               no      no     no     no  no    no   no    yes    yes     yes   yes    no    no
results_csv program:10210                 no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
results_csv program:10210,program:77077   no      no     no     no  no    yes  no    yes    yes     yes   yes    no    no
results_csv program:10210,university:KTU  no      no     no     no  no    no   no    yes    yes     yes   yes    no    no
results_csv nothing                       no      no     no     no  no    no   no    no     no      no    no     no    no
program_page program:10210                no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
program_report program:10210              no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
program_report program:10210+texts        no      no     no     yes no    no   no    no     no      yes   yes    no    no
program_report faculty:F1                 no      no     no     no  no    no   no    no     no      no    no     no    no
faculty_report faculty:F1                 no      no     no     no  no    yes  no    yes    yes     yes   yes    no    no
accreditation program:10210               no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
accreditation_xlsx program:10210          no      no     no     yes no    yes  no    yes    yes     yes   yes    no    no
microdata_csv wave                        no      no     no     no  no    no   no    no     yes     no    no     no    no
microdata_sav wave                        no      no     no     no  no    no   no    no     yes     no    no     no    no
"""


def lines(table: str) -> dict[str, dict[str, str]]:
    """Of each line, what everybody gets."""
    found = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            *what, cells = line.split(maxsplit=2)
            assert len(cells.split()) == len(COLUMNS), line
            found[" ".join(what)] = dict(zip(COLUMNS, cells.split(), strict=True))
    return found
