/* grammar.y - the concrete syntax of Hetong, in the order of syntax: sentences, statements, acts,
 * adverbials, noun phrases, formulas. Actions only build nodes: no names, types, I/O or state but
 * *parse. Judge later what can be judged later.
 *
 * Verbs, nouns, units and parties are all NAME and are told apart by position. Three families of
 * arguments keep the grammar LALR(1): those of norms (`n_`, lists with commas), of events (`e_`,
 * joined without commas: the comma ends the trigger) and of conditions (`c_`, never joined: `and`
 * joins conditions). The token filter has already dropped the commas that are only pauses.
 *
 * Two parsers are made of this file. lang_yyparse knows at an error exactly which tokens could stand
 * there (LAC), which costs something at every token; lang_fast_yyparse (fast_parser.m4) has no such
 * knowledge and gives up at the first error. What both accept they build alike.
 *
 * What stands in nearly every sentence is one reduction where it could be two: a name alone is a thing or
 * a list of one (np, n_nps), a norm alone a piece, and a norm without adverbials has a rule of its own. */

%require "3.8"
%define api.pure full
%define api.prefix {lang_yy}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type {union parse_value}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct parse *parse}

%initial-action { (void)yynerrs; } /* clang: set but not used */

%code requires {
#include "lang/syntax/parse_state.h"
}

%code {
#include "lang/syntax/build.h"
#include "lang/syntax/filter.h"
#include "lang/syntax/syntax_error.h"

#define YYMAXDEPTH 40000
#define YYLLOC_DEFAULT(current, rhs, count)                                                        \
    ((current) = (count) > 0                                                                       \
                     ? (struct span){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, count).end}             \
                     : (struct span){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})

static int yylex(union parse_value *value, struct span *span, struct parse *parse)
{
    struct filter_token token;
    filter_next(parse->filter, &token);
    *value = token.value;
    *span = token.span;
    return token.kind;
}

static void yyerror(const struct span *span, struct parse *parse, const char *message);
}

%token END 0 "the end of the text"
%token STOP "." COMMA "," SEMICOLON ";" COLON ":" OPEN "(" CLOSE ")" POSS "'s"
%token PARTICIPLE_COMMA "a comma before the last word"
%token <name> NAME "a name"
%token <number> NUMBER "a number"
%token <string> STRING "a quoted text"
%token <label> ITEM_NO "an item number" REF_NO "a clause number" MARK_LABEL "a letter in parentheses"
%token <time> DATE "a date" CLOCK "a time of day" PERIOD "a period"
%token PLUS "+" MINUS "-" SIGN "- before a number" TIMES "*" DIVIDE "/"
%token LESS "<" LESS_EQUAL "<=" EQUAL "=" GREATER_EQUAL ">=" GREATER ">"
%token TOO_MUCH "more than a sentence may hold"

%token CONTRACT "contract" TEMPLATE "template" AMENDMENT "amendment" SCENARIO "scenario"
%token NEW_CLAUSE "new clause" PARTY "party" GROUP "group" ITEM "item" UNIT "unit" VERB "verb"
%token INDICATOR "indicator" DATE_NAME "date" SET_BY "set by" CALENDAR "calendar" TIME_ZONE "time zone" USE "use"
%token REQUIRES "requires"
%token <code> COUNTING "deadlines"
%token WARNING "warning" GRANULARITY "granularity"
%token TEXT_IN "text in" TEXT_ONLY "text only" BALANCE "balance" COMPETITION "competition"
%token PROGRAMME "programme" CLAIM "claim" ASSUME "assume" EXPECT "expect" CORRECT "correct"
%token VOID "void"
%token CLAUSE "clause" SIGNED "signed" EFFECTIVE_FROM "effective from" RECORDED "recorded"
%token <name> IN_FORCE "in force"
%token IN_FORCE_ONCE "in force once" AT_LATEST "at the latest"
%token RENEWED "renewed for" EACH_RENEWAL "each time (it is renewed)"
%token <code> GIVES_NOTICE "gives notice at least" BEFORE_END "before the end" /* 1: in writing */
%token NOW_READS "now reads" IS_DELETED "is deleted" WITH_DIGEST "with digest"
%token <code> RUNNING "what becomes of what is running"
%token <code> HIGHER "higher is better" LOWER "lower is better"
%token LIKE "like" KNOWN_FOR "known for" WITH_DAYS "with days" HOLIDAYS "holidays"
%token MAKE_UP_DAYS "make-up days"
%token WEIGHT "weight" AGAINST_SAME "against the same" LAST_YEAR "last year"
%token MEASURED_BY "measured by" WHATEVER "whatever happens" AS "as"
%token NOTHING "nothing more happened" ESSENTIAL "time is essential" CLOCK_OF "the clock of"
%token DAY_COUNTS "each day counts"
%token LOCAL_TIME "local time in"
%token STOPS "stops" RUNS_ON "runs on"
%token EVENT "event" DUE "due" SHORT_BY "short by" OWING "owing" DONE "done" SLACK "slack" NEEDS "needs"
%token AS_KNOWN_ON "as known on" BEFORE_CLOSING "before the closing"
%token <code> JUDGED "inert"
%token <code> DET "a or the" EACH "each" PRONOUN "it" OTHER "the other" ORDINAL "first or last"
%token <name> ADJ "an adjective"
%token EARLIER_OF "the earlier of" LATER_OF "the later of"
%token SMALLER_OF "the smaller of" LARGER_OF "the larger of"
%token <code> MODAL "may or must"
%token MAY_NOT "may not" NOT "not" MEANS "means"
%token <code> IS "is" IS_NOT "is not" HAS "has" HAS_NOT "has not" WAS "was" TAKES "takes"
%token <code> COUNTS_ONCE "counts once" COUNTS_NO_LONGER "no longer counts once" COUNTS_UNTIL "counts until" STARTS "starts"
%token <code> SURVIVES "survives" PREVAILS "prevails over" CAPPED "is capped at"
%token <code> SURVIVES_ONLY "survives termination only" ENDS_WITH "ends with the contract"
%token <code> OUTLASTS "runs on after termination" FROM_SIGNATURE "applies from the signature"
%token <code> LEFT_BEHIND "does not survive termination"
%token <code> WARRANTS "warrants that" WARRANTS_ALWAYS "warrants at all times that"
%token JUDGED_BY "as judged by"
%token AND "and" OR "or" OR_WHEN "or when" AND_WHEN "and when"
%token <code> REPEATS "one at a time"
%token REGARDLESS "whether or not accepted"
%token EACH_WHEN "each time" EACH_DATE "each (month's day)" EACH_PART "each (quarter's month's day)" AND_EACH "and each"
%token <code> EDGE "末" EACH_WEEKDAY "each Monday, Tuesday …"
%token THEREAFTER "thereafter"
%token WHEN "when" IF "if" UNLESS "unless" WHILE "while" THEN "then" OTHERWISE "otherwise"
%token OF "of" OF_WHICH "of which" WITH "with" THAT "that" WHOSE "whose" PER "per"
%token <code> PREP "at, for, with respect to" EPREP "after, before or until"
%token IN "in" ON "on" BY "by" FROM "from" TO "to" FOR "for"
%token WITHIN "within" EACH_TIME "each (month …)" PROMPTLY "promptly" TOGETHER "together"
%token BEST_FIRST "from best to worst" REMINDER "reminder after" REPORTED "reported within"
%token BUT_AT_MOST "but at most" BUT_AT_LEAST "but at least" NOTICE "with notice"
%token <code> NOTICE_END "notice" /* 1: written */
%token <code> OR_BETTER "or better" ONCE_TWICE "once or twice" MOST_ONCE "at most once"
%token AGAIN "again"
%token COUNTED_TIMES "times" IN_ANY "in any" IN_ANY_FIRST "in any (before how often)"
%token <code> A_PERIOD "a month (behind how often)"
%token BA "把" ZI "自" DAYS_FROM "from (the 1st to …)" HOU "后" NEI "内" SHI "时" QI "之日起"
%token <code> ROUNDED_TO "rounded to" ROUNDED "rounded down"
%token <code> CLAUSE_JOIN "and clause" /* 0: a comma, 1: and, 2: or; between the numbers of `clauses 3.1 and 4` */
%token <code> QUANT "at least" AT_MOST "at most" COMPARE "above or below"
%token BETWEEN "between" PERCENT "percent"
%token <code> TIME_UNIT "a unit of time"
%token <name> AT_RISK "at risk" IN_HAND "in hand" STATUS "a status"
%token QIAN "前" /* may or may not hold the day: nothing takes it */
/* Words that the filter resolves or drops; the grammar never sees them. */
%token CLAUSE_END MEASURE MONTH ZH_QUARTER ZH_HALF PASSED REWORDED MANY LATEST "at the latest (behind a day)"

%type <sentence> body heading declaration amendment_heading claim scenario_line
%type <names> names values
%type <strings> titles some_titles
%type <name> quoted declared word status_word
%type <facets> facets
%type <facet> facet
%type <attr> attr
%type <attrs> attrs
%type <param> param
%type <params> params
%type <bindings> bindings
%type <binding> bound
%type <sentence> requires
%type <measure> measure
%type <measures> measures
%type <sentence> indicator named_date calendar
%type <days> days
%type <expect> expectation expected_status
%type <items> items run
%type <item> piece entry_trigger
%type <code> trigger_end whatever running each_renewal
%type <renewal> renewed
%type <string> digest
%type <trigger> trigger fired begun
%type <chain> chain some_chain
%type <act> means means_bounded norm n_pred event_act e_pred c_act c_pred short short_verb act_word
%type <event> event
%type <cond> cond cond_atom cond_and cond_or
%type <adverbs> fronts front e_adverbs n_mids n_some_mids n_mid_list e_mids c_mids adverbs
%type <adverb> times_said n_times until closed each_adverb rhythm front_adverb e_adverb late_adverb n_mid e_mid c_mid
%type <arg> n_free e_arg e_free c_arg c_free
%type <args> n_args n_plain n_late e_args e_plain e_late c_args c_plain c_late
%type <nps> keys n_nps n_joined n_list e_nps e_operand n_operand c_operand amounts clause_list
%type <np> np thing base phrase day_in amount_np each_np owner_of extreme_part operand_np of_np
%type <tail> tail tail_with
%type <tails> tails
%type <value> value
%type <amount> amount amount_tailless below_zero quantity numbers range part_amount
%type <amount> amount_percent amount_share
%type <duration> duration length window
%type <part> part
%type <parts> parts
%type <time> time
%type <mark> mark some_mark
%type <expr> expr
%type <code> prep part_prep comparison e_prep bound_word
%type <name> measured_unit

%precedence DURATION_ALONE
%precedence EPREP IS
%left PLUS MINUS SIGN
%left TIMES DIVIDE

%%

file
    : %empty
    | file body STOP { sentence_add(parse, $2, span_join(@2, @3)); parse->is_error_open = false; }
    | file STOP { syntax_error_extra_stop(parse, @2); }
    | file error STOP {
          sentence_add_broken(parse, span_join(@2, @3));
          parse->is_error_open = syntax_goes_on(parse, @3);
          yyerrok;
      }
    ;

body
    : heading
    | declaration
    | scenario_line
    | items {
          $$ = sentence_new(parse, SENT_STATEMENT, NULL);
          $$->statement.items = items_nest(parse, items_triggered(parse, $1));
      }
    ;

/* ---- headings ---------------------------------------------------------------------------------- */

heading
    : CONTRACT names { $$ = sentence_new(parse, SENT_CONTRACT, $2); }
    | CLAUSE REF_NO titles { $$ = sentence_clause(parse, $2, $3, false); }
    | NEW_CLAUSE REF_NO titles { $$ = sentence_clause(parse, $2, $3, true); }
    | NEW_CLAUSE CLAUSE REF_NO titles { $$ = sentence_clause(parse, $3, $4, true); }
    | CLAUSE REF_NO NOW_READS running COLON items {
          $$ = sentence_new(parse, SENT_NOW_READS, NULL);
          $$->now_reads.no = $2;
          $$->now_reads.running = (enum ast_running)$4;
          $$->now_reads.items = items_nest(parse, $6);
      }
    | CLAUSE REF_NO IS_DELETED running {
          $$ = sentence_new(parse, SENT_DELETED, NULL);
          $$->deleted.no = $2;
          $$->deleted.running = (enum ast_running)$4;
      }
    | TEMPLATE names { $$ = sentence_new(parse, SENT_TEMPLATE, $2); }
    | TEMPLATE names FOR params {
          $$ = sentence_new(parse, SENT_TEMPLATE, $2);
          $$->template_.params = *$4;
      }
    | amendment_heading
    | SCENARIO some_titles {
          $$ = sentence_new(parse, SENT_SCENARIO, NULL);
          $$->scenario.titles = *$2;
      }
    ;

amendment_heading
    : AMENDMENT NUMBER titles TO NAME digest SIGNED DATE EFFECTIVE_FROM DATE {
          $$ = sentence_new(parse, SENT_AMENDMENT, NULL);
          $$->amendment->no = $2;
          $$->amendment->titles = *$3;
          $$->amendment->to = $5;
          $$->amendment->digest = $6;
          $$->amendment->signed_on = *$8;
          $$->amendment->effective_from = *$10;
      }
    ;

digest
    : %empty { $$ = (struct ast_string){0}; }
    | WITH_DIGEST STRING { $$ = $2; }
    ;

running
    : %empty { $$ = RUNNING_UNSAID; }
    | RUNNING
    ;

titles
    : %empty { $$ = NEW(parse, struct ast_strings); }
    | some_titles
    ;

some_titles
    : STRING { $$ = NEW(parse, struct ast_strings); LIST_ADD(parse->arena, $$, $1); }
    | some_titles STRING { $$ = $1; LIST_ADD(parse->arena, $$, $2); }
    | some_titles COMMA STRING { $$ = $1; LIST_ADD(parse->arena, $$, $3); }
    ;

params
    : param { $$ = NEW(parse, struct ast_params); LIST_ADD(parse->arena, $$, *$1); }
    | params COMMA param { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    | params AND param { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    ;

param
    : DET NAME OPEN NAME CLOSE {
          $$ = NEW(parse, struct ast_param);
          *$$ = (struct ast_param){.span = @$, .name = $2, .type = $4};
      }
    | DET NAME COMMA NAME OPEN NAME CLOSE {
          $$ = NEW(parse, struct ast_param);
          *$$ = (struct ast_param){.span = @$, .name = $2, .plural = $4, .type = $6};
      }
    ;

/* ---- declarations ------------------------------------------------------------------------------ */

names
    : declared { $$ = NEW(parse, struct ast_names); LIST_ADD(parse->arena, $$, $1); }
    | names COMMA declared { $$ = $1; LIST_ADD(parse->arena, $$, $3); }
    | names quoted { $$ = $1; LIST_ADD(parse->arena, $$, $2); }
    ;

declared
    : NAME
    | quoted
    ;

quoted
    : STRING { $$ = filter_quoted_name(parse->filter, $1); }
    ;

facets
    : facet { $$ = NEW(parse, struct ast_facets); LIST_ADD(parse->arena, $$, *$1); }
    | facets facet { $$ = $1; LIST_ADD(parse->arena, $$, *$2); }
    ;

facet
    : COMMA DET NAME { $$ = facet_of(parse, $3); }
    ;

declaration
    : PARTY names { $$ = sentence_classed(parse, SENT_PARTY, $2, NULL); }
    | PARTY names facets { $$ = sentence_classed(parse, SENT_PARTY, $2, $3); }
    | PARTY names IN NAME { $$ = sentence_new(parse, SENT_PARTY, $2); $$->party.in = $4; }
    | GROUP names COLON n_nps { $$ = sentence_new(parse, SENT_GROUP, $2); $$->group.members = $4; }
    | ITEM names { $$ = sentence_new(parse, SENT_ITEM, $2); }
    | ITEM names WITH attrs { $$ = sentence_new(parse, SENT_ITEM, $2); $$->item.attrs = *$4; }
    | UNIT names { $$ = sentence_classed(parse, SENT_UNIT, $2, NULL); }
    | UNIT names facets { $$ = sentence_classed(parse, SENT_UNIT, $2, $3); }
    | UNIT names EQUAL expr { $$ = sentence_new(parse, SENT_UNIT, $2); $$->unit.expr = $4; }
    | VERB names { $$ = sentence_new(parse, SENT_VERB, $2); }
    | VERB names COLON norm { $$ = sentence_new(parse, SENT_VERB, $2); $$->verb.sample = $4; }
    | VERB names facets { $$ = sentence_new(parse, SENT_VERB, $2); $$->verb.facets = *$3; }
    | VERB names facets COLON norm {
          $$ = sentence_new(parse, SENT_VERB, $2);
          $$->verb.facets = *$3;
          $$->verb.sample = $5;
      }
    | indicator
    | named_date
    | SIGNED DATE { $$ = sentence_new(parse, SENT_SIGNED, NULL); $$->signed_.on = *$2; }
    | IN_FORCE adverbs {
          $$ = sentence_new(parse, SENT_IN_FORCE, NULL);
          $$->in_force.adverbs = *$2;
      }
    | IN_FORCE_ONCE cond AT_LATEST adverbs {
          $$ = sentence_new(parse, SENT_IN_FORCE, NULL);
          $$->in_force.once = $2;
          $$->in_force.adverbs = *$4;
      }
    | IN_FORCE adverbs renewed {
          $$ = sentence_new(parse, SENT_IN_FORCE, NULL);
          $$->in_force.adverbs = *$2;
          $$->in_force.renewal = $3;
      }
    | IN_FORCE_ONCE cond AT_LATEST adverbs renewed {
          $$ = sentence_new(parse, SENT_IN_FORCE, NULL);
          $$->in_force.once = $2;
          $$->in_force.adverbs = *$4;
          $$->in_force.renewal = $5;
      }
    | CALENDAR names { $$ = sentence_new(parse, SENT_CALENDAR, $2); }
    | CALENDAR names COLON norm {
          $$ = sentence_new(parse, SENT_CALENDAR, $2);
          $$->calendar->sample = $4;
      }
    | calendar
    | COUNTING {
          $$ = sentence_new(parse, SENT_COUNTING, NULL);
          $$->counting.rule = (enum counting_rule)$1;
      }
    | WARNING duration {
          $$ = sentence_new(parse, SENT_WARNING, NULL);
          $$->warning.duration = $2;
      }
    | GRANULARITY TIME_UNIT {
          $$ = sentence_new(parse, SENT_GRANULARITY, NULL);
          $$->granularity.unit = (enum time_unit)$2;
          $$->granularity.span = @2;
      }
    | TIME_ZONE STRING { $$ = sentence_new(parse, SENT_TIME_ZONE, NULL); $$->string.text = $2; }
    | USE STRING { $$ = sentence_new(parse, SENT_USE_FILE, NULL); $$->string.text = $2; }
    | USE NAME {
          $$ = sentence_new(parse, SENT_USE_TEMPLATE, NULL);
          $$->use.template_ = $2;
      }
    | requires
    | USE NAME WITH bindings {
          $$ = sentence_new(parse, SENT_USE_TEMPLATE, NULL);
          $$->use.template_ = $2;
          $$->use.bindings = *$4;
      }
    | TEXT_IN NAME COLON STRING {
          $$ = sentence_new(parse, SENT_TEXT, NULL);
          $$->text.language = $2;
          $$->text.text = $4;
      }
    | TEXT_ONLY COLON STRING {
          $$ = sentence_new(parse, SENT_TEXT_ONLY, NULL);
          $$->string.text = $3;
      }
    | BALANCE values { $$ = sentence_new(parse, SENT_BALANCE, $2); }
    | COMPETITION NAME adverbs COLON measures {
          $$ = sentence_new(parse, SENT_COMPETITION, NULL);
          LIST_ADD(parse->arena, &$$->names, $2);
          $$->competition.adverbs = *$3;
          $$->competition.measures = *$5;
      }
    | PROGRAMME NAME adverbs COLON items {
          $$ = sentence_new(parse, SENT_PROGRAMME, NULL);
          LIST_ADD(parse->arena, &$$->names, $2);
          $$->programme.adverbs = *$3;
          $$->programme.items = items_nest(parse, $5);
      }
    | claim
    | ASSUME some_chain { $$ = sentence_new(parse, SENT_ASSUME, NULL); $$->assume.chain = $2; }
    ;

renewed
    : each_renewal RENEWED duration each_renewal {
          $$ = NEW(parse, struct ast_renewal);
          *$$ = (struct ast_renewal){.span = @$, .length = $3, .is_each = $1 || $4};
      }
    | renewed UNLESS e_nps GIVES_NOTICE duration BEFORE_END {
          $$ = renewal_noticed($1, @$, true, nps_end(parse, $3), $5, $4 || $6);
      }
    | renewed IF e_nps GIVES_NOTICE duration BEFORE_END {
          $$ = renewal_noticed($1, @$, false, nps_end(parse, $3), $5, $4 || $6);
      }
    | renewed BUT_AT_MOST quantity COUNTED_TIMES {
          $$ = renewal_times($1, @$, adverb_times(parse, span_join(@2, @4), $3, QUANT_AT_MOST));
      }
    | renewed AT_MOST numbers COUNTED_TIMES {
          $$ = renewal_times($1, @$, adverb_times(parse, span_join(@2, @4), $3, QUANT_AT_MOST));
      }
    | renewed BUT_AT_MOST ONCE_TWICE {
          $$ = renewal_times($1, @$, adverb_times_most(parse, span_join(@2, @3), $3));
      }
    | renewed MOST_ONCE { $$ = renewal_times($1, @$, adverb_times_most(parse, @2, $2)); }
    | renewed ONCE_TWICE { $$ = renewal_times($1, @$, adverb_times_code(parse, @2, $2)); }
    ;

each_renewal
    : %empty { $$ = 0; }
    | EACH_RENEWAL { $$ = 1; }
    ;

calendar
    : CALENDAR names LIKE NAME {
          $$ = sentence_new(parse, SENT_CALENDAR, $2);
          $$->calendar->like = $4;
      }
    | calendar KNOWN_FOR NUMBER { $$ = calendar_years(parse, $1, $3, $3); }
    | calendar KNOWN_FOR NUMBER TO NUMBER { $$ = calendar_years(parse, $1, $3, $5); }
    | calendar WITH_DAYS STRING { $$ = $1; LIST_ADD(parse->arena, &$$->calendar->data, $3); }
    | calendar HOLIDAYS days { $$ = $1; days_append(parse, &$$->calendar->holidays, $3); }
    | calendar MAKE_UP_DAYS days { $$ = $1; days_append(parse, &$$->calendar->make_up_days, $3); }
    ;

days
    : DATE { $$ = days_add(parse, NULL, $1, $1); }
    | DATE TO DATE { $$ = days_add(parse, NULL, $1, $3); }
    | days COMMA DATE { $$ = days_add(parse, $1, $3, $3); }
    | days COMMA DATE TO DATE { $$ = days_add(parse, $1, $3, $5); }
    | days AND DATE { $$ = days_add(parse, $1, $3, $3); }
    | days AND DATE TO DATE { $$ = days_add(parse, $1, $3, $5); }
    ;

indicator
    : INDICATOR names { $$ = sentence_new(parse, SENT_INDICATOR, $2); }
    | indicator IN measured_unit {
          $$ = $1;
          $$->indicator.unit = $3;
          $$->indicator.is_percent = $3.text == NULL;
      }
    | indicator IN NAME PER NAME {
          $$ = $1;
          $$->indicator.unit = $3;
          $$->indicator.per = $5;
      }
    | indicator HIGHER { $$ = $1; $$->indicator.direction = (enum direction)$2; }
    | indicator LOWER { $$ = $1; $$->indicator.direction = (enum direction)$2; }
    | indicator MEASURED_BY e_nps { $$ = $1; $$->indicator.measured_by = nps_end(parse, $3); }
    | indicator each_adverb { $$ = $1; adverbs_add(parse, &$$->indicator.adverbs, $2); }
    ;

named_date
    : DATE_NAME names SET_BY e_nps {
          $$ = sentence_new(parse, SENT_INDICATOR, $2);
          $$->indicator.is_date = true;
          $$->indicator.measured_by = nps_end(parse, $4);
      }
    | named_date TOGETHER { $$ = $1; $$->indicator.is_together = true; }
    | named_date closed { $$ = $1; adverbs_add(parse, &$$->indicator.adverbs, $2); }
    | named_date e_adverb { $$ = $1; adverbs_add(parse, &$$->indicator.adverbs, $2); }
    | named_date OTHERWISE time { $$ = $1; $$->indicator.otherwise = $3; }
    ;

measured_unit
    : NAME
    | PERCENT { $$ = name_none; }
    ;

attrs
    : attr { $$ = NEW(parse, struct ast_attrs); LIST_ADD(parse->arena, $$, *$1); }
    | attrs AND attr { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    | attrs WITH attr { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    ;

attr
    : DET NAME { $$ = NEW(parse, struct ast_attr); $$->span = @$; $$->name = $2; }
    | DET NAME OPEN NAME CLOSE {
          $$ = NEW(parse, struct ast_attr);
          *$$ = (struct ast_attr){.span = @$, .name = $2, .type = $4};
      }
    | DET NAME COLON values {
          $$ = NEW(parse, struct ast_attr);
          *$$ = (struct ast_attr){.span = @$, .name = $2, .values = *$4};
      }
    | DET NAME BEST_FIRST COLON values {
          $$ = NEW(parse, struct ast_attr);
          *$$ = (struct ast_attr){.span = @$, .name = $2, .values = *$5, .is_ordered = true};
      }
    ;

values
    : declared { $$ = NEW(parse, struct ast_names); LIST_ADD(parse->arena, $$, $1); }
    | values COMMA declared { $$ = $1; LIST_ADD(parse->arena, $$, $3); }
    | values OR declared { $$ = $1; LIST_ADD(parse->arena, $$, $3); }
    | values THEN declared { $$ = $1; LIST_ADD(parse->arena, $$, $3); }
    ;

requires
    : REQUIRES np { $$ = sentence_requires(parse, $2); }
    | REQUIRES np EPREP extreme_part {
          $$ = sentence_requires(parse, $2);
          $$->requires.prep = (enum prep)$3;
          $$->requires.right = $4;
      }
    | REQUIRES np IS_NOT np {
          $$ = sentence_requires(parse, $2);
          $$->requires.is_not = true;
          $$->requires.right = $4;
      }
    | REQUIRES np comparison expr {
          $$ = sentence_requires(parse, $2);
          $$->requires.cmp = (enum comparison)$3;
          $$->requires.expr = $4;
      }
    ;

bindings
    : bound AS NAME { $$ = binding_add(parse, NULL, $1, $3); }
    | bindings COMMA bound AS NAME { $$ = binding_add(parse, $1, $3, $5); }
    | bindings AND bound AS NAME { $$ = binding_add(parse, $1, $3, $5); }
    ;

bound
    : np { $$ = NEW(parse, struct ast_binding); $$->np = $1; }
    | time { $$ = NEW(parse, struct ast_binding); $$->np = np_time(parse, @$, $1); }
    | STRING { $$ = NEW(parse, struct ast_binding); $$->string = $1; }
    | NUMBER {
          $$ = NEW(parse, struct ast_binding);
          $$->np = np_amount(parse, @$, amount_of(parse, @$, amount_numbers(parse, @$, $1, $1, false),
                                                  AMOUNT_BARE));
      }
    ;

measures
    : measure { $$ = NEW(parse, struct ast_measures); LIST_ADD(parse->arena, $$, *$1); }
    | measures SEMICOLON measure { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    ;

measure
    : NAME { $$ = NEW(parse, struct ast_measure); $$->span = @$; $$->name = $1; }
    | ITEM_NO NAME {
          $$ = NEW(parse, struct ast_measure);
          *$$ = (struct ast_measure){.span = @2, .label = $1, .name = $2};
      }
    | measure HIGHER { $$ = $1; $$->direction = (enum direction)$2; $$->span.end = @$.end; }
    | measure LOWER { $$ = $1; $$->direction = (enum direction)$2; $$->span.end = @$.end; }
    | measure WEIGHT NUMBER {
          $$ = $1;
          $$->has_weight = true;
          $$->weight = $3;
          $$->span.end = @$.end;
      }
    | measure AGAINST_SAME TIME_UNIT last_year {
          $$ = $1;
          $$->is_same_last_year = true;
          $$->same_unit = (enum time_unit)$3;
          $$->span.end = @$.end;
      }
    | measure PREP np { $$ = $1; $$->against = $3; $$->span.end = @$.end; }
    ;

last_year /* the Chinese spelling of `against the same` says it already */
    : %empty
    | LAST_YEAR
    ;

claim
    : CLAIM titles COLON whatever some_chain {
          $$ = sentence_new(parse, SENT_CLAIM, NULL);
          $$->claim.titles = *$2;
          $$->claim.is_whatever_happens = $4;
          $$->claim.chain = $5;
      }
    ;

whatever
    : %empty { $$ = false; }
    | WHATEVER { $$ = true; }
    | WHATEVER COMMA { $$ = true; }
    ;

/* ---- scenarios: what happened is a norm in the past tense; sentence_add tells it by its part --- */

scenario_line
    : CORRECT NAME mark COLON norm { $$ = sentence_correct(parse, $2, $3, $5); }
    | VOID NAME mark {
          $$ = sentence_new(parse, SENT_VOID, NULL);
          $$->correct.id = $2;
          $$->correct.mark = $3;
      }
    | EXPECT expectation {
          $$ = sentence_new(parse, SENT_EXPECT, NULL);
          $$->expect = $2;
      }
    ;

mark
    : %empty { $$ = NULL; }
    | some_mark
    ;

some_mark
    : MARK_LABEL { $$ = mark_of(parse, @$, filter_label_name(parse->filter, $1), NULL); }
    | OPEN NAME CLOSE { $$ = mark_of(parse, @$, $2, NULL); }
    | OPEN NAME RECORDED DATE CLOSE { $$ = mark_of(parse, @$, $2, $4); }
    | OPEN RECORDED DATE CLOSE { $$ = mark_of(parse, @$, name_none, $3); }
    ;

expectation
    : JUDGED { $$ = expect_judged(parse, $1, name_none, name_none); }
    | JUDGED NAME { $$ = expect_judged(parse, $1, name_none, $2); }
    | EVENT NAME JUDGED { $$ = expect_judged(parse, $3, $2, name_none); }
    | EVENT NAME JUDGED NAME { $$ = expect_judged(parse, $3, $2, $4); }
    | expected_status
    ;

keys /* which instance: lining, Seller and 2027-02 */
    : extreme_part { $$ = nps_one(parse, $1); }
    | keys AND extreme_part { $$ = nps_join(parse, $1, $3, false); }
    ;

expected_status
    : np {
          $$ = NEW(parse, struct ast_expect);
          $$->np = $1;
      }
    | expected_status FOR keys { $$ = $1; expect_key(parse, $$, nps_end(parse, $3)); }
    | expected_status status_word {
          $$ = $1;
          LIST_ADD(parse->arena, &$$->statuses, (struct ast_status){.word = $2});
      }
    | expected_status COMMA status_word {
          $$ = $1;
          LIST_ADD(parse->arena, &$$->statuses, (struct ast_status){.word = $3});
      }
    | expected_status ON time { $$ = $1; syntax_expect_on(parse, $$, $3, @3); }
    | expected_status DUE time { $$ = $1; $$->due = $3; }
    | expected_status SHORT_BY amount { $$ = $1; $$->short_by = $3; }
    | expected_status OWING amount { $$ = $1; $$->owing = $3; }
    | expected_status DONE amount { $$ = $1; $$->done = $3; }
    | expected_status SLACK duration { $$ = $1; $$->slack = $3; }
    | expected_status BY e_nps { $$ = $1; $$->by = nps_end(parse, $3); }
    | expected_status NEEDS e_nps { $$ = $1; $$->needs = nps_end(parse, $3); }
    | expected_status AS_KNOWN_ON time { $$ = $1; $$->known = $3; }
    | expected_status BEFORE_CLOSING { $$ = $1; $$->is_before_closing = true; }
    ;

status_word
    : STATUS
    | NAME
    | IN_FORCE
    | AT_RISK
    | IN_HAND
    ;

/* ---- statements -------------------------------------------------------------------------------- */

items
    : run
    | items SEMICOLON run { $$ = items_append(parse, $1, $3); }
    ;

run
    : piece { $$ = items_add(parse, NULL, $1); }
    | ITEM_NO piece { $$ = items_add(parse, NULL, item_label($2, $1)); }
    | entry_trigger run { $$ = items_append(parse, items_add(parse, NULL, $1), $2); }
    | fronts trigger trigger_end run { $$ = items_timed(parse, $1, item_trigger(parse, @2, $2, $3), $4); }
    | ITEM_NO fronts trigger trigger_end run {
          $$ = items_timed(parse, $2, item_label(item_trigger(parse, @3, $3, $4), $1), $5);
      }
    ;

piece
    : norm { $$ = item_chain(parse, @$, LEAD_NONE, chain_one(parse, $1)); }
    | chain { $$ = item_chain(parse, @$, LEAD_NONE, $1); }
    | THEN some_chain { $$ = item_chain(parse, @$, LEAD_THEN, $2); }
    | OTHERWISE some_chain { $$ = item_chain(parse, @$, LEAD_OTHERWISE, $2); }
    | means { $$ = item_chain(parse, @$, LEAD_NONE, chain_one(parse, $1)); }
    ;

entry_trigger
    : trigger trigger_end { $$ = item_trigger(parse, @1, $1, $2); }
    | closed COLON { $$ = item_trigger(parse, @1, trigger_on(parse, @1, $1), true); }
    | ITEM_NO closed COLON {
          $$ = item_label(item_trigger(parse, @2, trigger_on(parse, @2, $2), true), $1);
      }
    | ITEM_NO trigger trigger_end { $$ = item_label(item_trigger(parse, @2, $2, $3), $1); }
    ;

trigger_end
    : COMMA { $$ = false; }
    | COLON { $$ = true; }
    | THEN { $$ = false; }
    ;

trigger
    : fired
    | fired IF cond { $$ = trigger_guard(@$, $1, $3, false); }
    | fired UNLESS cond { $$ = trigger_guard(@$, $1, $3, true); }
    | IF cond { $$ = trigger_if(parse, @$, $2); }
    | IF cond SHI { $$ = trigger_if(parse, @$, $2); }
    | UNLESS cond { $$ = trigger_of(parse, @$, TRIGGER_UNLESS, NULL, $2); }
    | WHILE event { $$ = trigger_while(parse, @$, $2); }
    ;

fired
    : begun
    | begun REPEATS { $$ = trigger_how(@$, $1, $2, false); }
    | begun REGARDLESS { $$ = trigger_how(@$, $1, REPEAT_NOT_SAID, true); }
    | begun REPEATS REGARDLESS { $$ = trigger_how(@$, $1, $2, true); }
    ;

begun
    : WHEN event { $$ = trigger_of(parse, @$, TRIGGER_WHEN, $2, NULL); }
    | WHEN event SHI { $$ = trigger_of(parse, @$, TRIGGER_WHEN, $2, NULL); }
    | WHEN TIME_UNIT NAME SHI { /* 当 月 终了 时 */
          struct ast_np *period = np_period(np_name(parse, DET_A, 0), @2, $2);
          struct ast_act *act = act_pred(parse, @3, PRED_VERB, $3, NULL);
          $$ = trigger_of(parse, @$, TRIGGER_WHEN,
                          event_one(parse, span_join(@2, @3),
                                    act_of(parse, span_join(@2, @3), NULL, nps_one(parse, period), NULL, act)),
                          NULL);
      }
    | EACH_WHEN event { $$ = trigger_of(parse, @$, TRIGGER_EACH_TIME, $2, NULL); }
    | EACH_WHEN event SHI { $$ = trigger_of(parse, @$, TRIGGER_EACH_TIME, $2, NULL); }
    ;

chain
    : norm OTHERWISE norm { $$ = chain_add(parse, @$, chain_one(parse, $1), $3); }
    | chain OTHERWISE norm { $$ = chain_add(parse, @$, $1, $3); }
    ;

some_chain
    : norm { $$ = chain_one(parse, $1); }
    | chain
    ;

means
    : means_bounded
    | means_bounded ROUNDED_TO amount { $$ = act_rounded(parse, @$, $1, $2, $3); }
    | means_bounded ROUNDED { $$ = act_rounded(parse, @$, $1, $2, NULL); }
    ;

means_bounded
    : np MEANS expr { $$ = act_means(parse, @$, $1, $3, NULL, NULL); }
    | np MEANS expr BUT_AT_MOST expr { $$ = act_means(parse, @$, $1, $3, $5, NULL); }
    | np MEANS expr BUT_AT_LEAST expr { $$ = act_means(parse, @$, $1, $3, NULL, $5); }
    | np MEANS expr BUT_AT_MOST expr BUT_AT_LEAST expr {
          $$ = act_means(parse, @$, $1, $3, $5, $7);
      }
    | np MEANS expr BUT_AT_LEAST expr BUT_AT_MOST expr {
          $$ = act_means(parse, @$, $1, $3, $7, $5);
      }
    ;

/* ---- acts: norms ------------------------------------------------------------------------------- */

norm
    : n_nps n_pred { $$ = act_of(parse, @$, NULL, $1, NULL, $2); }
    | n_nps n_some_mids n_pred { $$ = act_of(parse, @$, NULL, $1, $2, $3); }
    | fronts n_nps n_pred { $$ = act_of(parse, @$, $1, $2, NULL, $3); }
    | fronts n_nps n_some_mids n_pred { $$ = act_of(parse, @$, $1, $2, $3, $4); }
    | DET MODAL n_mids act_word n_args { /* 双方 不得 */
          $$ = act_of(parse, @$, NULL, nps_one(parse, np_both(parse, @1, $1, $2)), NULL,
                      act_modal(parse, span_join(@2, @5), $2, $3, act_args($4, $5)));
      }
    | fronts DET MODAL n_mids act_word n_args {
          $$ = act_of(parse, @$, $1, nps_one(parse, np_both(parse, @2, $2, $3)), NULL,
                      act_modal(parse, span_join(@3, @6), $3, $4, act_args($5, $6)));
      }
    | fronts NOTHING {
          $$ = act_of(parse, @$, $1, NULL, NULL,
                      act_pred(parse, @$, PRED_NOTHING, name_none, NULL));
      }
    | ESSENTIAL n_args {
          $$ = act_of(parse, @$, NULL, NULL, NULL,
                      act_pred(parse, @$, PRED_ESSENTIAL, name_none, $2));
      }
    | DAY_COUNTS n_args {
          $$ = act_of(parse, @$, NULL, NULL, NULL,
                      act_pred(parse, @$, PRED_DAY_COUNTS, name_none, $2));
      }
    | CLOCK_OF np STOPS {
          $$ = act_of(parse, @$, NULL, nps_one(parse, $2), NULL,
                      act_pred(parse, @$, PRED_CLOCK_STOPS, name_none, NULL));
      }
    | CLOCK_OF np RUNS_ON {
          $$ = act_of(parse, @$, NULL, nps_one(parse, $2), NULL,
                      act_pred(parse, @$, PRED_CLOCK_RUNS, name_none, NULL));
      }
    | norm IF cond { $$ = act_if(parse, @$, $1, $3); }
    | norm UNLESS cond { $$ = act_unless(parse, @$, $1, $3); }
    | norm WHEN event { $$ = act_when(parse, @$, $1, $3); }
    | norm OF_WHICH parts { $$ = act_parts(parse, @$, $1, $3); }
    | norm BUT_AT_MOST amount { $$ = act_at_most(parse, @$, $1, $3); }
    | norm PARTICIPLE_COMMA NAME {
          $$ = $1;
          act_more(parse, $$)->answer = filter_answer(parse->filter, $3);
          $$->span = @$;
      }
    | norm PARTICIPLE_COMMA NAME BY time {
          $$ = $1;
          act_more(parse, $$)->answer = filter_answer(parse->filter, $3);
          act_more(parse, $$)->answered_by = $5;
          $$->span = @$;
      }
    | norm BUT_AT_MOST quantity COUNTED_TIMES {
          $$ = act_times(parse, @$, $1, adverb_times(parse, span_join(@2, @4), $3, QUANT_AT_MOST));
      }
    | norm BUT_AT_MOST quantity COUNTED_TIMES closed {
          $$ = act_times(parse, @$, $1, adverb_times(parse, span_join(@2, @4), $3, QUANT_AT_MOST));
          args_append(parse, &$$->args, arg_adverb($5));
      }
    | norm BUT_AT_MOST ONCE_TWICE {
          $$ = act_times(parse, @$, $1, adverb_times_most(parse, span_join(@2, @3), $3));
      }
    | norm BUT_AT_MOST ONCE_TWICE closed {
          $$ = act_times(parse, @$, $1, adverb_times_most(parse, span_join(@2, @3), $3));
          args_append(parse, &$$->args, arg_adverb($4));
      }
    ;

fronts
    : front
    | fronts front { $$ = adverbs_join(parse, $1, $2); }
    ;

front
    : front_adverb { $$ = adverbs_add(parse, NULL, $1); }
    | front_adverb COMMA { $$ = adverbs_add(parse, NULL, $1); }
    | e_adverbs COMMA
    ;

front_adverb
    : closed
    | prep e_operand { $$ = adverb_nps(parse, @$, $1, $2); }
    ;

e_adverbs
    : e_adverb { $$ = adverbs_add(parse, NULL, $1); }
    | e_adverbs e_adverb { $$ = adverbs_add(parse, $1, $2); }
    ;

n_mids
    : %empty { $$ = NULL; }
    | n_some_mids
    ;

n_some_mids
    : n_mid_list
    | n_mid_list COMMA
    ;

n_mid_list
    : n_mid { $$ = adverbs_add(parse, NULL, $1); }
    | n_mid_list n_mid { $$ = adverbs_add(parse, $1, $2); }
    ;

n_mid
    : closed
    | prep e_operand { $$ = adverb_nps(parse, @$, $1, $2); }
    | BA np { $$ = adverb_nps(parse, @$, PREP_NONE, nps_one(parse, $2)); }
    | TOGETHER { $$ = adverb_new(parse, @$, ADV_TOGETHER); }
    | THEN { $$ = adverb_new(parse, @$, ADV_THEN); }
    ;

n_pred
    : act_word n_args { $$ = act_args($1, $2); }
    | MODAL n_mids act_word n_args { $$ = act_modal(parse, @$, $1, $2, act_args($3, $4)); }
    | MODAL n_mids STARTS NAME n_args {
          $$ = act_form($3, act_modal(parse, @$, $1, $2, act_pred(parse, @$, PRED_STARTS, $4, $5)));
      }
    | MODAL n_mids IS word n_args {
          $$ = act_form($3, act_modal(parse, @$, $1, $2, act_pred(parse, @$, PRED_IS, $4, $5)));
      }
    | MODAL n_mids TAKES n_nps n_args {
          $$ = act_form($3, act_modal(parse, @$, $1, $2, act_pred(parse, @$, PRED_TAKES, name_none, $5)));
          syntax_first_arg(parse, $$, $4);
      }
    | MAY_NOT n_mids act_word n_args {
          syntax_error_may_not(parse, @1);
          $$ = act_modal(parse, @$, MODAL_MUST_NOT, $2, act_args($3, $4));
      }
    | IS word n_args { $$ = act_form($1, act_pred(parse, @$, PRED_IS, $2, $3)); }
    | IS_NOT word n_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_IS, $2, $3))); }
    | IS COMPARE np n_args { $$ = act_form($1, act_compare(parse, @$, false, $2, $3, $4)); }
    | IS_NOT COMPARE np n_args { $$ = act_form($1, act_compare(parse, @$, true, $2, $3, $4)); }
    | IS QUANT np n_args { $$ = act_form($1, act_bound(parse, @$, false, $2, $3, $4)); }
    | IS AT_MOST np n_args { $$ = act_form($1, act_capped(parse, @$, CMP_LE, $3, $4)); }
    | IS_NOT bound_word np n_args { $$ = act_form($1, act_bound(parse, @$, true, $2, $3, $4)); }
    | HAS NAME n_args { $$ = act_form($1, act_pred(parse, @$, PRED_PERFECT, $2, $3)); }
    | HAS_NOT NAME n_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_PERFECT, $2, $3))); }
    | HAS amounts n_args {
          $$ = act_form($1, act_pred(parse, @$, PRED_HAS, name_none, $3));
          syntax_first_arg(parse, $$, nps_end(parse, $2));
      }
    | WAS amount n_args {
          $$ = act_form($1, act_pred(parse, @$, PRED_WAS, name_none, $3));
          syntax_first_arg(parse, $$, nps_one(parse, np_amount(parse, @2, $2)));
      }
    | TAKES n_nps n_args {
          $$ = act_form($1, act_pred(parse, @$, PRED_TAKES, name_none, $3));
          syntax_first_arg(parse, $$, $2);
      }
    | COUNTS_ONCE event_act {
          $$ = act_form($1, act_pred(parse, @$, PRED_COUNTS_ONCE, name_none, NULL));
          act_more(parse, $$)->once = $2;
      }
    | COUNTS_NO_LONGER event_act {
          $$ = act_form($1, act_pred(parse, @$, PRED_COUNTS_NO_LONGER, name_none, NULL));
          act_more(parse, $$)->once = $2;
      }
    | COUNTS_UNTIL until {
          $$ = act_form($1, act_pred(parse, @$, PRED_COUNTS_UNTIL, name_none, NULL));
          act_more(parse, $$)->until = $2;
      }
    | STARTS NAME n_args { $$ = act_form($1, act_pred(parse, @$, PRED_STARTS, $2, $3)); }
    | PREVAILS n_args { $$ = act_form($1, act_pred(parse, @$, PRED_PREVAILS, name_none, $2)); }
    | CAPPED np n_args { $$ = act_form($1, act_capped(parse, @$, CMP_LT, $2, $3)); }
    | SURVIVES_ONLY n_args {
          $$ = act_form($1, act_pred(parse, @$, PRED_SURVIVES_ONLY, name_none, $2));
      }
    | ENDS_WITH { $$ = act_form($1, act_pred(parse, @$, PRED_ENDS, name_none, NULL)); }
    | OUTLASTS { $$ = act_form($1, act_pred(parse, @$, PRED_OUTLASTS, name_none, NULL)); }
    | LEFT_BEHIND { $$ = act_form($1, act_pred(parse, @$, PRED_LEFT_BEHIND, name_none, NULL)); }
    | WARRANTS STRING JUDGED_BY e_nps n_args {
          $$ = act_warrants(parse, @$, PRED_WARRANTS, $2, $5);
          $$ = act_form($1, $$);
          syntax_first_arg(parse, $$, nps_end(parse, $4));
      }
    | WARRANTS_ALWAYS STRING JUDGED_BY e_nps n_args {
          $$ = act_warrants(parse, @$, PRED_WARRANTS_ALWAYS, $2, $5);
          $$ = act_form($1, $$);
          syntax_first_arg(parse, $$, nps_end(parse, $4));
      }
    | FROM_SIGNATURE {
          $$ = act_form($1, act_pred(parse, @$, PRED_FROM_SIGNATURE, name_none, NULL));
      }
    | SURVIVES n_args { $$ = act_form($1, act_pred(parse, @$, PRED_SURVIVES, name_none, $2)); }
    ;

until
    : time { $$ = adverb_time(parse, @$, PREP_UNTIL, $1, NULL); }
    | np { $$ = adverb_nps(parse, @$, PREP_UNTIL, nps_one(parse, $1)); }
    | np short { $$ = adverb_act(parse, @$, PREP_UNTIL, $1, $2); }
    | np e_adverb {
          $$ = adverb_nps(parse, @$, PREP_UNTIL, nps_one(parse, $1));
          $$->anchor = $2;
      }
    ;

act_word
    : NAME { $$ = act_pred(parse, @$, PRED_VERB, $1, NULL); }
    | NAME OR NAME {
          $$ = act_pred(parse, @$, PRED_VERB, $1, NULL);
          act_more(parse, $$)->verb_2 = $3;
      }
    ;

word
    : NAME
    | STATUS
    | IN_FORCE
    | AT_RISK
    | IN_HAND
    ;

n_args
    : %empty { $$ = NULL; }
    | n_plain
    | n_late
    ;

n_plain
    : n_nps { $$ = args_add(parse, NULL, arg_nps($1)); }
    | n_free { $$ = args_add(parse, NULL, $1); }
    | n_times { $$ = args_add(parse, NULL, arg_adverb($1)); }
    | n_plain n_nps { $$ = args_add(parse, $1, arg_nps($2)); }
    | n_plain n_free { $$ = args_add(parse, $1, $2); }
    | n_plain n_times { $$ = args_add(parse, $1, arg_adverb($2)); }
    ;

n_times
    : quantity COUNTED_TIMES { $$ = adverb_times(parse, @$, $1, QUANT_NONE); }
    ;

n_free
    : closed { $$ = arg_adverb($1); }
    | prep n_operand { $$ = arg_adverb(adverb_nps(parse, @$, $1, $2)); }
    | TOGETHER { $$ = arg_adverb(adverb_new(parse, @$, ADV_TOGETHER)); }
    ;

n_late
    : late_adverb { $$ = args_add(parse, NULL, arg_adverb($1)); }
    | n_plain late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | n_late late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | n_late n_free { $$ = args_add(parse, $1, $2); }
    ;

n_operand
    : n_nps
    | each_np { $$ = nps_one(parse, $1); }
    ;

parts
    : part { $$ = NEW(parse, struct ast_parts_of); LIST_ADD(parse->arena, $$, *$1); }
    | parts COMMA part { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    | parts AND part { $$ = $1; LIST_ADD(parse->arena, $$, *$3); }
    ;

part
    : part_amount { $$ = part_of(parse, @$, $1, PREP_NONE, NULL); }
    | part_amount IN np { $$ = part_of(parse, @$, $1, PREP_IN, $3); }
    | part_amount IN NAME OR_BETTER {
          struct ast_np *value = np_noun(np_name(parse, DET_NONE, 0), @3, $3);
          $$ = part_of(parse, @$, $1, PREP_IN, value);
          $$->reach = (enum ast_reach)$4;
      }
    | part_amount PREP np { $$ = part_of(parse, @$, $1, $2, $3); }
    | part_amount part_prep time { $$ = part_of(parse, @$, $1, $2, NULL); $$->time = $3; }
    ;

part_prep /* `to` and `from` would begin a range */
    : IN { $$ = PREP_IN; }
    | ON { $$ = PREP_ON; }
    | BY { $$ = PREP_BY; }
    | PREP
    | EPREP
    ;

part_amount
    : quantity { $$ = amount_of(parse, @$, $1, AMOUNT_BARE); }
    | amount
    ;

/* ---- acts: events ------------------------------------------------------------------------------ */

event
    : event_act { $$ = event_one(parse, @$, $1); }
    | event OR_WHEN event_act { $$ = event_join(parse, @$, $1, $3, false); }
    | event AND_WHEN event_act { $$ = event_join(parse, @$, $1, $3, true); }
    ;

event_act
    : e_nps e_mids e_pred { $$ = act_of(parse, @$, NULL, nps_end(parse, $1), $2, $3); }
    | each_np e_mids e_pred { $$ = act_of(parse, @$, NULL, nps_one(parse, $1), $2, $3); }
    ;

e_mids
    : %empty { $$ = NULL; }
    | e_mids e_mid { $$ = adverbs_add(parse, $1, $2); }
    ;

e_mid
    : closed
    | prep e_operand { $$ = adverb_nps(parse, @$, $1, $2); }
    | TOGETHER { $$ = adverb_new(parse, @$, ADV_TOGETHER); }
    ;

e_pred
    : act_word e_args { $$ = act_args($1, $2); }
    | IS word e_args { $$ = act_form($1, act_pred(parse, @$, PRED_IS, $2, $3)); }
    | IS_NOT word e_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_IS, $2, $3))); }
    | IS COMPARE np e_args { $$ = act_form($1, act_compare(parse, @$, false, $2, $3, $4)); }
    | IS_NOT COMPARE np e_args { $$ = act_form($1, act_compare(parse, @$, true, $2, $3, $4)); }
    | IS bound_word np e_args { $$ = act_form($1, act_bound(parse, @$, false, $2, $3, $4)); }
    | IS_NOT bound_word np e_args { $$ = act_form($1, act_bound(parse, @$, true, $2, $3, $4)); }
    | HAS NAME e_args { $$ = act_form($1, act_pred(parse, @$, PRED_PERFECT, $2, $3)); }
    | HAS_NOT NAME e_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_PERFECT, $2, $3))); }
    | STARTS NAME e_args { $$ = act_form($1, act_pred(parse, @$, PRED_STARTS, $2, $3)); }
    ;

e_args
    : %empty { $$ = NULL; }
    | e_plain
    | e_late
    ;

e_plain
    : e_arg { $$ = args_add(parse, NULL, $1); }
    | e_plain e_arg { $$ = args_add(parse, $1, $2); }
    ;

e_arg
    : e_nps { $$ = arg_nps(nps_end(parse, $1)); }
    | times_said { $$ = arg_adverb($1); }
    | e_free
    ;

times_said
    : quantity COUNTED_TIMES { $$ = adverb_times(parse, @$, $1, QUANT_NONE); }
    | quantity COUNTED_TIMES window {
          $$ = adverb_in_any(@$, adverb_times(parse, span_join(@1, @2), $1, QUANT_NONE), $3);
      }
    ;

window
    : IN_ANY length { $$ = $2; }
    | IN_ANY length NEI { $$ = $2; }
    ;

e_free
    : closed { $$ = arg_adverb($1); }
    | prep e_operand { $$ = arg_adverb(adverb_nps(parse, @$, $1, $2)); }
    | TOGETHER { $$ = arg_adverb(adverb_new(parse, @$, ADV_TOGETHER)); }
    ;

e_late
    : late_adverb { $$ = args_add(parse, NULL, arg_adverb($1)); }
    | e_plain late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | e_late late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | e_late e_free { $$ = args_add(parse, $1, $2); }
    ;

e_operand
    : e_nps { $$ = nps_end(parse, $1); }
    | each_np { $$ = nps_one(parse, $1); }
    ;

/* ---- acts: conditions -------------------------------------------------------------------------- */

cond
    : cond_atom
    | cond_and
    | cond_or
    ;

cond_and
    : cond_atom AND cond_atom { $$ = cond_join(parse, @$, COND_AND, $1, $3); }
    | cond_and AND cond_atom { $$ = cond_join(parse, @$, COND_AND, $1, $3); }
    | cond_or AND cond_atom {
          syntax_error_mixed(parse, @2, @1);
          $$ = cond_join(parse, @$, COND_OR, $1, $3);
      }
    ;

cond_or
    : cond_atom OR cond_atom { $$ = cond_join(parse, @$, COND_OR, $1, $3); }
    | cond_or OR cond_atom { $$ = cond_join(parse, @$, COND_OR, $1, $3); }
    | cond_and OR cond_atom {
          syntax_error_mixed(parse, @2, @1);
          $$ = cond_join(parse, @$, COND_OR, $1, $3);
      }
    ;

cond_atom
    : OPEN cond CLOSE { $$ = $2; $$->is_parenthesised = true; $$->span = @$; }
    | NOT OPEN cond CLOSE { $$ = cond_not(parse, @$, $3); }
    | c_act { $$ = cond_act(parse, @$, $1); }
    ;

c_act
    : np c_mids c_pred { $$ = act_of(parse, @$, NULL, nps_one(parse, $1), $2, $3); }
    | clause_list c_mids c_pred { $$ = act_of(parse, @$, NULL, nps_end(parse, $1), $2, $3); }
    | np comparison expr { $$ = act_formula(parse, @$, $1, $2, $3); }
    ;

bound_word
    : QUANT
    | AT_MOST
    ;

comparison
    : LESS { $$ = CMP_LT; }
    | LESS_EQUAL { $$ = CMP_LE; }
    | EQUAL { $$ = CMP_EQ; }
    | GREATER_EQUAL { $$ = CMP_GE; }
    | GREATER { $$ = CMP_GT; }
    ;

c_mids
    : %empty { $$ = NULL; }
    | c_mids c_mid { $$ = adverbs_add(parse, $1, $2); }
    ;

c_mid
    : closed
    | prep c_operand { $$ = adverb_nps(parse, @$, $1, $2); }
    | TOGETHER { $$ = adverb_new(parse, @$, ADV_TOGETHER); }
    ;

c_pred
    : NAME c_args { $$ = act_pred(parse, @$, PRED_VERB, $1, $2); }
    | IS word c_args { $$ = act_form($1, act_pred(parse, @$, PRED_IS, $2, $3)); }
    | IS_NOT word c_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_IS, $2, $3))); }
    | IS COMPARE np c_args { $$ = act_form($1, act_compare(parse, @$, false, $2, $3, $4)); }
    | IS_NOT COMPARE np c_args { $$ = act_form($1, act_compare(parse, @$, true, $2, $3, $4)); }
    | IS bound_word np c_args { $$ = act_form($1, act_bound(parse, @$, false, $2, $3, $4)); }
    | IS_NOT bound_word np c_args { $$ = act_form($1, act_bound(parse, @$, true, $2, $3, $4)); }
    | HAS NAME c_args { $$ = act_form($1, act_pred(parse, @$, PRED_PERFECT, $2, $3)); }
    | HAS_NOT NAME c_args { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_PERFECT, $2, $3))); }
    | HAS amount_tailless c_args {
          $$ = act_form($1, act_pred(parse, @$, PRED_HAS, name_none, $3));
          syntax_first_arg(parse, $$, nps_one(parse, np_amount(parse, @2, $2)));
      }
    ;

c_args
    : %empty { $$ = NULL; }
    | c_plain
    | c_late
    ;

c_plain
    : c_arg { $$ = args_add(parse, NULL, $1); }
    | c_plain c_arg { $$ = args_add(parse, $1, $2); }
    ;

c_arg
    : np { $$ = arg_nps(nps_one(parse, $1)); }
    | times_said { $$ = arg_adverb($1); }
    | c_free
    ;

c_free
    : closed { $$ = arg_adverb($1); }
    | prep c_operand { $$ = arg_adverb(adverb_nps(parse, @$, $1, $2)); }
    | TOGETHER { $$ = arg_adverb(adverb_new(parse, @$, ADV_TOGETHER)); }
    ;

c_late
    : late_adverb { $$ = args_add(parse, NULL, arg_adverb($1)); }
    | c_plain late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | c_late late_adverb { $$ = args_add(parse, $1, arg_adverb($2)); }
    | c_late c_free { $$ = args_add(parse, $1, $2); }
    ;

c_operand
    : np { $$ = nps_one(parse, $1); }
    | each_np { $$ = nps_one(parse, $1); }
    ;

/* ---- adverbials -------------------------------------------------------------------------------- */

adverbs
    : %empty { $$ = NEW(parse, struct ast_adverbs); }
    | adverbs closed { $$ = adverbs_add(parse, $1, $2); }
    | adverbs prep e_operand {
          $$ = adverbs_add(parse, $1, adverb_nps(parse, span_join(@2, @3), $2, $3));
      }
    ;

/* Closed adverbials end in a date, a period or a duration, so that their end is visible. */
closed
    : prep time { $$ = adverb_time(parse, @$, $1, $2, NULL); }
    | prep time some_mark { $$ = adverb_time(parse, @$, $1, $2, $3); }
    | EPREP time { $$ = adverb_time(parse, @$, $1, $2, NULL); }
    | prep time AND_EACH rhythm thereafter {
          $$ = adverb_time(parse, @$, $1, $2, NULL);
          $$->each = $4;
      }
    | WITHIN length { $$ = adverb_duration(parse, @$, ADV_WITHIN, $2); }
    | WITHIN length NEI { $$ = adverb_duration(parse, @$, ADV_WITHIN, $2); }
    | prep np HOU length NEI { $$ = adverb_behind(parse, @$, $4, @2, $2); }
    | prep np IN_FORCE HOU length NEI { /* 在 该 解除 生效 后 14 日 内 */
          $$ = adverb_after(parse, @$, $5, adverb_act(parse, span_join(@2, @3), PREP_AFTER, $2,
                                                      act_taking_effect(parse, @3, NULL, NULL)));
      }
    | prep np HOU length HOU length NEI { /* 在 该 验收 后 12 个月 后 14 日 内 */
          struct ast_adverb *first = adverb_nps(parse, @2, PREP_AFTER, nps_one(parse, $2));
          $$ = adverb_after_length(parse, @$, $6, $4, first);
      }
    | prep time HOU length NEI { $$ = adverb_after(parse, @$, $4, adverb_time(parse, @2, PREP_AFTER, $2, NULL)); }
    | prep each_np HOU length NEI { $$ = adverb_behind(parse, @$, $4, @2, $2); }
    | WITHIN each_np HOU length NEI { $$ = adverb_behind(parse, @$, $4, @2, $2); }
    | WITHIN day_in HOU length NEI { $$ = adverb_behind(parse, @$, $4, @2, $2); }
    | DAYS_FROM det ORDINAL TO day_in { $$ = adverb_days(parse, @$, span_join(@2, @3), $3, span_join(@4, @5), $5); }
    | EPREP time HOU length {
          $$ = adverb_apart(parse, @$, $1, $4, adverb_time(parse, @2, PREP_AFTER, $2, NULL));
      }
    | e_prep np HOU length {
          $$ = adverb_apart(parse, @$, $1, $4, adverb_nps(parse, @2, PREP_AFTER, nps_one(parse, $2)));
      }
    | e_prep np short HOU length {
          $$ = adverb_apart(parse, @$, $1, $5, adverb_act(parse, span_join(@2, @3), PREP_AFTER, $2, $3));
      }
    | ZI np QI length NEI { $$ = adverb_behind(parse, @$, $4, @2, $2); }
    | ZI np short QI length NEI {
          $$ = adverb_after(parse, @$, $5,
                            adverb_act(parse, span_join(@2, @3), PREP_AFTER, $2, $3));
      }
    | ZI np QI length HOU length NEI {
          struct ast_adverb *first = adverb_nps(parse, @2, PREP_AFTER, nps_one(parse, $2));
          $$ = adverb_after_length(parse, @$, $6, $4, first);
      }
    | ZI np short QI length HOU length NEI {
          struct ast_adverb *first = adverb_act(parse, span_join(@2, @3), PREP_AFTER, $2, $3);
          $$ = adverb_after_length(parse, @$, $7, $5, first);
      }
    | ZI time QI length NEI { $$ = adverb_after(parse, @$, $4, adverb_time(parse, @2, PREP_AFTER, $2, NULL)); }
    | each_adverb
    | EACH_WEEKDAY { $$ = adverb_nps(parse, @$, PREP_ON, nps_one(parse, np_weekday(parse, @$, $1))); }
    | PROMPTLY { $$ = adverb_new(parse, @$, ADV_PROMPTLY); }
    | REMINDER length { $$ = adverb_duration(parse, @$, ADV_REMINDER, $2); }
    | REPORTED length { $$ = adverb_duration(parse, @$, ADV_REPORTED, $2); }
    | NOTICE length NOTICE_END { $$ = adverb_duration(parse, @$, ADV_NOTICE, $2); $$->is_written = $3; }
    | ONCE_TWICE { $$ = adverb_times_code(parse, @$, $1); }
    | MOST_ONCE { $$ = adverb_times_most(parse, @$, $1); }
    | ONCE_TWICE window { $$ = adverb_in_any(@$, adverb_times_code(parse, @1, $1), $2); }
    | IN_ANY_FIRST length { $$ = adverb_window(parse, @$, $2); }
    | IN_ANY_FIRST length NEI { $$ = adverb_window(parse, @$, $2); }
    | AGAIN { $$ = adverb_new(parse, @$, ADV_AGAIN); }
    ;

each_adverb
    : EACH_TIME rhythm { $$ = $2; $$->span = @$; }
    | A_PERIOD { $$ = adverb_each(parse, @$, number_one, $1); }
    ;

rhythm
    : TIME_UNIT { $$ = adverb_each(parse, @$, number_one, $1); }
    | NUMBER TIME_UNIT { $$ = adverb_each(parse, @$, $1, $2); }
    ;

thereafter /* the Chinese spelling of `and each` says it already */
    : %empty
    | THEREAFTER
    ;

/* These may end in a clause, so they stand in front with a comma, or after the objects. */
e_adverb
    : e_prep np { $$ = adverb_nps(parse, @$, $1, nps_one(parse, $2)); }
    | e_prep each_np { $$ = adverb_nps(parse, @$, $1, nps_one(parse, $2)); }
    | e_prep np short { $$ = adverb_act(parse, @$, $1, $2, $3); }
    ;

/* A leading `while` is a trigger. */
late_adverb
    : e_adverb
    | WHILE np short { $$ = adverb_act(parse, @$, PREP_WHILE, $2, $3); }
    ;

e_prep
    : EPREP
    ;

short
    : short_verb
    | short_verb np { $$ = act_taking_effect(parse, @$, $1, $2); }
    | IN_FORCE { $$ = act_taking_effect(parse, @$, NULL, NULL); } /* 该 解除 生效 */
    | IS word { $$ = act_form($1, act_pred(parse, @$, PRED_IS, $2, NULL)); }
    | IS_NOT word { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_IS, $2, NULL))); }
    ;

short_verb
    : NAME { $$ = act_pred(parse, @$, PRED_VERB, $1, NULL); }
    | HAS NAME { $$ = act_form($1, act_pred(parse, @$, PRED_PERFECT, $2, NULL)); }
    | HAS_NOT NAME { $$ = act_form($1, act_negate(act_pred(parse, @$, PRED_PERFECT, $2, NULL))); }
    | STARTS NAME { $$ = act_form($1, act_pred(parse, @$, PRED_STARTS, $2, NULL)); }
    ;

prep
    : PREP
    | IN { $$ = PREP_IN; }
    | ON { $$ = PREP_ON; }
    | BY { $$ = PREP_BY; }
    | FROM { $$ = PREP_FROM; }
    | TO { $$ = PREP_TO; }
    | FOR { $$ = PREP_FOR; }
    ;

time
    : DATE
    | DATE CLOCK { $$ = $1; $$->seconds = $2->seconds; $$->span = @$; }
    | DATE CLOCK LOCAL_TIME STRING { $$ = time_in_zone(parse, @$, $1, $2->seconds, $4); }
    | CLOCK
    | CLOCK LOCAL_TIME STRING { $$ = time_in_zone(parse, @$, $1, $1->seconds, $3); }
    | PERIOD
    ;

duration
    : quantity TIME_UNIT { $$ = duration_of(parse, @$, $1, $2); }
    ;

length
    : duration
    | DET NAME {
          $$ = NEW(parse, struct ast_duration);
          *$$ = (struct ast_duration){.span = @$, .named = $2};
          parse->has_named_length = true;
      }
    ;

/* ---- noun phrases ------------------------------------------------------------------------------ */

n_nps
    : NAME { $$ = nps_one(parse, np_noun(np_name(parse, DET_NONE, 0), @$, $1)); }
    | thing { $$ = nps_one(parse, $1); }
    | n_list { $$ = nps_end(parse, $1); }
    | n_joined
    ;

n_joined
    : clause_list { $$ = nps_end(parse, $1); }
    | np AND np { $$ = nps_join(parse, nps_one(parse, $1), $3, false); }
    | np OR np { $$ = nps_join(parse, nps_one(parse, $1), $3, true); }
    | n_list AND np { $$ = nps_join(parse, $1, $3, false); }
    | n_list OR np { $$ = nps_join(parse, $1, $3, true); }
    | n_joined AND np { $$ = nps_join(parse, $1, $3, false); }
    | n_joined OR np { $$ = nps_join(parse, $1, $3, true); }
    ;

n_list
    : np COMMA np { $$ = nps_add(parse, nps_one(parse, $1), $3); }
    | n_list COMMA np { $$ = nps_add(parse, $1, $3); }
    ;

/* clauses 3.1, 3.2 and 4 */
clause_list
    : CLAUSE REF_NO CLAUSE_JOIN REF_NO {
          $$ = nps_clause(parse, nps_one(parse, np_clause(parse, span_join(@1, @2), $2)), $3,
                          np_clause(parse, @4, $4));
      }
    | clause_list CLAUSE_JOIN REF_NO { $$ = nps_clause(parse, $1, $2, np_clause(parse, @3, $3)); }
    ;

e_nps
    : np { $$ = nps_one(parse, $1); }
    | clause_list
    | e_nps AND np { $$ = nps_join(parse, $1, $3, false); }
    | e_nps OR np { $$ = nps_join(parse, $1, $3, true); }
    ;

amounts
    : amount_np { $$ = nps_one(parse, $1); }
    | amounts AND amount_np { $$ = nps_join(parse, $1, $3, false); }
    ;

amount_np
    : amount_tailless { $$ = np_amount(parse, @$, $1); }
    | amount_tailless tails { $$ = np_tailed(parse, @$, np_amount(parse, @1, $1), $2); }
    ;

np
    : NAME { $$ = np_noun(np_name(parse, DET_NONE, 0), @$, $1); }
    | thing
    ;

thing
    : phrase
    | day_in
    | base tails { $$ = np_tailed(parse, @$, $1, $2); }
    | OTHER { $$ = np_other(parse, @$, $1); }
    | PRONOUN { $$ = np_pronoun(parse, @$, $1); }
    | CLAUSE REF_NO { $$ = np_clause(parse, @$, $2); }
    | amount_np
    | amount_percent { $$ = np_amount(parse, @$, $1); }
    | QUANT base { $$ = np_bound(parse, @$, $1, $2); }
    | AT_MOST base { $$ = np_bound(parse, @$, QUANT_AT_MOST, $2); }
    | owner_of POSS amount_tailless { $$ = np_owned_amount(parse, @$, $1, $3); }
    | owner_of POSS quantity PERCENT { /* 价款 的 30 % */
          struct ast_amount *share = amount_of(parse, @$, $3, AMOUNT_PERCENT);
          share->percent_of = $1;
          $$ = np_amount(parse, @$, share);
      }
    | EARLIER_OF extreme_part AND extreme_part {
          $$ = np_extreme(parse, @$, NP_EARLIER, $2, $4);
      }
    | LATER_OF extreme_part AND extreme_part { $$ = np_extreme(parse, @$, NP_LATER, $2, $4); }
    ;

extreme_part
    : np
    | time { $$ = np_time(parse, @$, $1); }
    | duration e_prep np IS word {
          struct ast_act *is = act_form($4, act_pred(parse, span_join(@4, @5), PRED_IS, $5, NULL));
          $$ = np_counted(parse, @$, $1, adverb_act(parse, span_join(@2, @5), $2, $3, is));
      }
    | duration e_prep np %prec DURATION_ALONE {
          $$ = np_counted(parse, @$, $1, adverb_nps(parse, span_join(@2, @3), $2, nps_one(parse, $3)));
      }
    | duration e_prep time {
          $$ = np_counted(parse, @$, $1, adverb_time(parse, span_join(@2, @3), $2, $3, NULL));
      }
    ;

base
    : NAME { $$ = np_noun(np_name(parse, DET_NONE, 0), @$, $1); }
    | phrase
    ;

phrase
    : NAME OPEN DET NAME CLOSE { $$ = np_named(parse, np_noun(np_name(parse, DET_NONE, 0), @$, $1), $4); }
    | ORDINAL NAME { $$ = np_noun(np_name(parse, DET_THE, $1), @$, $2); } /* 首个 期 */
    | ADJ NAME { $$ = np_noun(np_adjective(parse, np_name(parse, DET_NONE, 0), $1), @$, notice_such(parse, $1, $2)); }
    | described NAME { $$ = np_noun($1, @$, $2); }
    | described NAME OPEN DET NAME CLOSE { $$ = np_named(parse, np_noun($1, @$, $2), $5); }
    | described TIME_UNIT { $$ = np_period($1, @$, $2); }
    | owner_of POSS NAME { $$ = np_owned(parse, @$, $1, $3); }
    | owner_of POSS ADJ NAME { $$ = np_owned_such(parse, @$, $1, $3, $4); }
    ;

owner_of
    : base
    | OTHER { $$ = np_other(parse, @$, $1); }
    ;

each_np
    : EACH_TIME TIME_UNIT { $$ = np_each(parse, @$, number_one, $2); }
    | EACH_TIME NUMBER TIME_UNIT { $$ = np_each(parse, @$, $2, $3); }
    | EACH_WEEKDAY { $$ = np_weekday(parse, @$, $1); }
    ;

%type <np> described;
%type <code> det;
described
    : det { $$ = np_name(parse, $1, 0); }
    | det ORDINAL { $$ = np_name(parse, $1, $2); }
    | det ADJ { $$ = np_adjective(parse, np_name(parse, $1, 0), $2); }
    | det ORDINAL ADJ { $$ = np_adjective(parse, np_name(parse, $1, $2), $3); }
    ;

day_in /* the 5th of each month; 每 月 5 日 */
    : det ORDINAL OF each_np { $$ = np_day_in(parse, @$, $1, $2, TIME_DAY, $4); }
    | EACH_DATE TIME_UNIT NUMBER TIME_UNIT {
          $$ = np_day_in(parse, @$, DET_THE, ordinal_of(parse, $3), $4,
                         np_each(parse, span_join(@1, @2), number_one, $2));
      }
    | EACH_PART TIME_UNIT NUMBER TIME_UNIT NUMBER TIME_UNIT { /* 每 季度 第 2 个月 15 日 */
          struct ast_np *each = np_each(parse, span_join(@1, @2), number_one, $2);
          $$ = np_day_in(parse, @$, DET_THE, ordinal_of(parse, $5), $6,
                         np_day_in(parse, span_join(@1, @4), DET_THE, ordinal_of(parse, $3), $4, each));
      }
    | EACH_PART TIME_UNIT ORDINAL TIME_UNIT NUMBER TIME_UNIT { /* 每 季度 首个 月 5 日 */
          struct ast_np *each = np_each(parse, span_join(@1, @2), number_one, $2);
          $$ = np_day_in(parse, @$, DET_THE, ordinal_of(parse, $5), $6,
                         np_day_in(parse, span_join(@1, @4), DET_THE, $3, $4, each));
      }
    | EACH_DATE TIME_UNIT EDGE {
          $$ = np_edge(parse, @$, $3, np_each(parse, span_join(@1, @2), number_one, $2));
      }
    | EACH_DATE TIME_UNIT ORDINAL TIME_UNIT {
          $$ = np_day_in(parse, @$, DET_THE, $3, $4,
                         np_each(parse, span_join(@1, @2), number_one, $2));
      }
    ;

det
    : DET
    | EACH
    ;

tails
    : tail { $$ = tails_of(parse, $1, NULL); }
    | tail_with { $$ = tails_of(parse, $1, NULL); }
    | tail_with tails { $$ = tails_of(parse, $1, $2); }
    ;

tail_with
    : WITH NAME value { $$ = tail_with(parse, @$, $2, $3); }
    | WITH NAME value OR_BETTER {
          $$ = tail_with(parse, @$, $2, $3);
          $$->reach = (enum ast_reach)$4;
      }
    ;

tail
    : OF of_np { $$ = tail_np(parse, @$, TAIL_OF, $2); }
    | WITH DET NAME COMPARE np { $$ = tail_compare(parse, @$, TAIL_WITH_CMP, $3, $4, $5); }
    | COMPARE np { $$ = tail_compare(parse, @$, TAIL_COMPARED, name_none, $1, $2); }
    | WHOSE NAME IS COMPARE np { $$ = tail_compare(parse, @$, TAIL_WHOSE, $2, $4, $5); }
    | THAT IS word { $$ = tail_that(parse, @$, $2, TAIL_THAT_IS, NULL, false, $3); }
    | THAT IS_NOT word { $$ = tail_that(parse, @$, $2, TAIL_THAT_IS, NULL, true, $3); }
    | THAT HAS NAME { $$ = tail_that(parse, @$, $2, TAIL_THAT_HAS, NULL, false, $3); }
    | THAT HAS_NOT NAME { $$ = tail_that(parse, @$, $2, TAIL_THAT_HAS, NULL, true, $3); }
    | THAT base HAS NAME { $$ = tail_that(parse, @$, $3, TAIL_THAT_DONE, $2, false, $4); }
    | THAT base HAS_NOT NAME { $$ = tail_that(parse, @$, $3, TAIL_THAT_DONE, $2, true, $4); }
    ;

of_np
    : np
    | each_np
    | time { $$ = np_time(parse, @$, $1); }
    ;

value
    : NAME { $$ = value_of(parse, @$, VALUE_NAME); $$->name = $1; }
    | NUMBER { $$ = value_of(parse, @$, VALUE_NUMBER); $$->number = $1; }
    | STRING { $$ = value_of(parse, @$, VALUE_STRING); $$->string = $1; }
    | time { $$ = value_of(parse, @$, VALUE_TIME); $$->time = *$1; }
    ;

/* ---- amounts ----------------------------------------------------------------------------------- */

amount
    : amount_tailless
    | amount_percent
    ;

amount_tailless
    : quantity NAME { $$ = amount_named(parse, @$, $1, $2); }
    | below_zero NAME { $$ = amount_named(parse, @$, $1, $2); }
    | below_zero NAME PER NAME { $$ = amount_per(amount_named(parse, @$, $1, $2), @$, $4, 0); }
    | quantity NAME PER NAME { $$ = amount_per(amount_named(parse, @$, $1, $2), @$, $4, 0); }
    | quantity NAME PER TIME_UNIT {
          $$ = amount_per(amount_named(parse, @$, $1, $2), @$, name_none, $4);
      }
    | duration %prec DURATION_ALONE { $$ = amount_duration(parse, $1); }
    ;

amount_percent
    : amount_share
    | amount_share PER NAME { $$ = amount_per($1, @$, $3, 0); }
    | amount_share PER TIME_UNIT { $$ = amount_per($1, @$, name_none, $3); }
    ;

amount_share
    : quantity PERCENT { $$ = amount_of(parse, @$, $1, AMOUNT_PERCENT); }
    | below_zero PERCENT { $$ = amount_of(parse, @$, $1, AMOUNT_PERCENT); }
    | quantity PERCENT OF operand_np {
          $$ = amount_of(parse, @$, $1, AMOUNT_PERCENT);
          $$->percent_of = $4;
      }
    ;

/* What a percentage is of, and a name in a formula: without amounts and comparisons. */
operand_np
    : base
    | base OF operand_np {
          $$ = np_tailed(parse, @$, $1,
                         tails_of(parse, tail_np(parse, span_join(@2, @3), TAIL_OF, $3), NULL));
      }
    | base OF time {
          struct ast_np *of = np_time(parse, @3, $3);
          $$ = np_tailed(parse, @$, $1,
                         tails_of(parse, tail_np(parse, span_join(@2, @3), TAIL_OF, of), NULL));
      }
    | CLAUSE REF_NO { $$ = np_clause(parse, @$, $2); }
    ;

quantity
    : NUMBER { $$ = amount_numbers(parse, @$, $1, $1, false); }
    | range
    | QUANT numbers { $$ = $2; $$->quant = (enum quant)$1; $$->span = @$; }
    | AT_MOST numbers { $$ = $2; $$->quant = QUANT_AT_MOST; $$->span = @$; }
    ;

/* What is measured may be less than nothing. */
below_zero
    : SIGN NUMBER { $$ = amount_below_zero(parse, @$, $2); }
    | QUANT SIGN NUMBER { $$ = amount_below_zero(parse, span_join(@2, @3), $3); $$->quant = (enum quant)$1; }
    | AT_MOST SIGN NUMBER { $$ = amount_below_zero(parse, span_join(@2, @3), $3); $$->quant = QUANT_AT_MOST; }
    ;

numbers
    : NUMBER { $$ = amount_numbers(parse, @$, $1, $1, false); }
    | range
    ;

range
    : NUMBER TO NUMBER { $$ = amount_numbers(parse, @$, $1, $3, true); }
    | BETWEEN NUMBER AND NUMBER { $$ = amount_numbers(parse, @$, $2, $4, true); }
    ;

/* ---- formulas ---------------------------------------------------------------------------------- */

expr
    : expr PLUS expr { $$ = expr_pair(parse, @$, EXPR_ADD, $1, $3); }
    | expr MINUS expr { $$ = expr_pair(parse, @$, EXPR_SUB, $1, $3); }
    | expr SIGN expr { $$ = expr_pair(parse, @$, EXPR_SUB, $1, $3); }
    | expr TIMES expr { $$ = expr_pair(parse, @$, EXPR_MUL, $1, $3); }
    | expr DIVIDE expr { $$ = expr_pair(parse, @$, EXPR_DIV, $1, $3); }
    | OPEN expr CLOSE { $$ = $2; $$->is_parenthesised = true; $$->span = @$; }
    | NUMBER { $$ = expr_number(parse, @$, $1, name_none); }
    | NUMBER NAME { $$ = expr_number(parse, @$, $1, $2); }
    | NUMBER NAME PER NAME { $$ = expr_price(parse, @$, $1, $2, $4, 0); }
    | NUMBER NAME PER TIME_UNIT { $$ = expr_price(parse, @$, $1, $2, name_none, $4); }
    | NUMBER TIME_UNIT { $$ = expr_duration(parse, @$, $1, $2); }
    | NUMBER PERCENT { $$ = expr_percent(parse, @$, $1, NULL); }
    | NUMBER PERCENT OF operand_np { $$ = expr_percent(parse, @$, $1, $4); }
    | owner_of POSS NUMBER PERCENT { $$ = expr_percent(parse, @$, $3, $1); }
    | NUMBER PERCENT OF OPEN expr CLOSE { $$ = expr_share(parse, @$, $1, $5, span_join(@4, @6)); }
    | DATE { $$ = expr_np(parse, @$, np_time(parse, @$, $1)); }
    | operand_np { $$ = expr_np(parse, @$, $1); }
    | SMALLER_OF expr AND expr %prec PLUS { $$ = expr_pair(parse, @$, EXPR_SMALLER, $2, $4); }
    | LARGER_OF expr AND expr %prec PLUS { $$ = expr_pair(parse, @$, EXPR_LARGER, $2, $4); }
    ;

%%

/* Only for the parser's own limits; syntax errors go through yyreport_syntax_error. */
static void yyerror(const struct span *span, struct parse *parse, const char *message)
{
    (void)message;
    syntax_error_too_deep(parse, *span);
}

/* A token's code is the number of its symbol. */
static int yyreport_syntax_error(const yypcontext_t *context, struct parse *parse)
{
    yysymbol_kind_t expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    bool is_expected[YYNTOKENS] = {false};
    for (int i = 0; i < count; i++)
        is_expected[expected[i]] = true;
    syntax_error_report(parse, (int)yypcontext_token(context), *yypcontext_location(context),
                        is_expected);
    return 0;
}
