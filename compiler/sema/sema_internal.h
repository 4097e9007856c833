/* sema_internal.h - what the files of sema offer one another. */
#ifndef SEMA_SEMA_INTERNAL_H
#define SEMA_SEMA_INTERNAL_H

#include <string.h>

#include "compiler/sema/sema_state.h"

/* False where the contract says nothing of the kind, so that nobody need look for it. */
static inline bool sema_says_adverb(const struct sema *sema, enum adverb_kind kind)
{
    return sema->said.adverbs >> kind & 1;
}

static inline bool sema_says_prep(const struct sema *sema, enum prep prep)
{
    return sema->said.preps >> prep & 1;
}

/* Of what is counted in the unit, or in none (NM_NONE). */
static inline bool sema_is_money(const struct sema *sema, int32_t unit)
{
    return unit != NM_NONE && sema->meaning->units.items[unit]->dimension == NM_MONEY;
}

/* strcmp() == 0, without a call for most words that differ, and for names that are the same text. */
static inline bool sema_is(const char *word, const char *other)
{
    return word == other || (word[0] == other[0] && strcmp(word, other) == 0);
}

/* ---- sema.c: one message for one mistake */
/* True the first time that a word is unknown. Then the caller reports it. */
bool sema_is_news(struct sema *sema, const char *word);
/* True if there are as many of a thing as there may be; says so the first time. */
enum full { FULL_PARTIES, FULL_GROUPS, FULL_ATTRS, FULL_KINDS, FULL_UNITS, FULL_CLAUSES,
            FULL_NORMS, FULL_CODE };
bool sema_is_full(struct sema *sema, enum full what, size_t count, struct span span);
/* How many faults there were until now, told or not. */
uint32_t sema_faults(const struct sema *sema);
/* Under the heading of this clause something could not be read: what is missing there is no news. */
void sema_add_hole(struct sema *sema, int32_t clause);
/* NM_NONE: anywhere. */
bool sema_has_hole(const struct sema *sema, int32_t clause);

/* The text being read is one in which clauses stand. */
void sema_add_source(struct sema *sema);

void sema_forget_clauses(struct clause_memo *memo);
/* The clause above a clause that is under no other. */
int32_t sema_heading_of(const struct sema *sema, int32_t clause);

/* ---- names.c */
void sema_declare(struct sema *sema, const struct ast_file *file, bool is_vocabulary);
/* It ends behind its beginning, and in time. */
void sema_check_term(struct sema *sema);

/* ---- named.c */
/* The rows that symbols have become those of this contract: another one may have been read. */
void sema_renew_names(struct sema *sema);
/* The thing a word names, or NULL. */
const struct named *sema_find(const struct sema *sema, sym word);
bool sema_is_verb(const struct sema *sema, sym word);
struct meant_verb *sema_verb(const struct sema *sema, sym word);
/* Index of a kind, unit … by word; NM_NONE if it is none. */
int32_t sema_kind(const struct sema *sema, sym word);
int32_t sema_unit(const struct sema *sema, sym word);
/* The value of an attribute; its index is attribute * 64 + place. NULL if the word is none. */
const struct named *sema_value(const struct sema *sema, sym word);
const struct named *sema_calendar(const struct sema *sema, sym word);
/* The nearest declared word, for "did you mean"; NULL if nothing is near. */
const char *sema_suggest(const struct sema *sema, sym word, enum named_kind kind);
void sema_give_name(struct sema *sema, enum named_kind kind, uint32_t index, sym word, struct span span);

/* ---- roles.c */
/* Holds every sentence against the declared words: which are verbs, what they take. */
void sema_roles(struct sema *sema, const struct ast_file *file);
/* Of the statements alone. */
void sema_roles_said(struct sema *sema, const struct ast_file *file);

/* ---- resolve.c */
/* The parties a phrase means, as a mask; 0 after a message. */
uint64_t sema_parties(struct sema *sema, const struct ast_np *np, const struct scope *scope);
/* True if the phrase can only be a party (or the other, it), without a message. */
bool sema_is_party(const struct sema *sema, const struct ast_np *np);
/* Receivers and objects of an act, told apart. */
enum { FEW_OBJECTS = 4 };
struct arguments { /* not to be copied: it may point into itself */
    uint64_t receivers;              /* 0: none written */
    struct {
        const struct ast_np **items;
        size_t count;
    } objects;
    bool objects_or;
    const struct ast_np *few[FEW_OBJECTS];
};
void sema_arguments(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                    struct arguments *arguments);
/* Whom the letter or notice goes to that adverbial `i` says, by `to` directly behind it; 0: not said. `the other`
 * is somebody in a scope only. */
uint64_t sema_addressees(struct sema *sema, const struct ast_act *act, uint32_t i, const struct scope *scope);
/* Is that who receives the thing, too, because somebody must and no other is named? */
bool sema_letter_names_receiver(const struct sema *sema, const struct ast_act *act);
typedef LIST(struct meant_norm *) norm_list;
/* The norms that `clause 1.1` names (the clause and what stands under it); none after a message. */
void sema_clause_norms(struct sema *sema, const struct ast_label *label, norm_list *norms);
/* Those of them that have been read so far, without a message; true if there is such a clause. */
bool sema_known_norms(struct sema *sema, const struct ast_label *label, norm_list *norms);
/* A norm by its noun: `the delivery`, `the acceptance`; *is_answer tells which. NULL if none. */
struct meant_norm *sema_norm_by_noun(struct sema *sema, sym noun, int32_t clause, bool *is_answer);
const char *sema_labels(struct sema *sema, uint64_t parties, bool is_zh);

/* ---- index.c */
/* The clause with this number, or NM_NONE. */
int32_t sema_find_clause(struct sema *sema, const char *number);
int32_t sema_clause_of(struct sema *sema, sym number);
/* To be told of every new clause and norm. */
void sema_index_clause(struct sema *sema, int32_t clause, sym number);
void sema_index_norm(struct sema *sema, int32_t clause, size_t norm);
/* The how manieth norm of the clause with this name is it? From 1. */
uint32_t sema_count_name(struct sema *sema, struct meant_clause *clause, const char *name);
/* Once all norms of the sentences are known, and none of them has another remedy any more. */
void sema_index_remedies(struct sema *sema);
/* Adds the norms of the clause and of those under it, in order; false if there is no such clause. */
bool sema_norms_below(struct sema *sema, sym label, norm_list *norms);

/* ---- terms_warned.c */
/* Warnings of terms that work otherwise than they read. */
void sema_check_terms(struct sema *sema);

/* ---- suspend.c */
/* How long a suspension may last: `for at most 60 days` (or NULL), `until 2026-06-30`. */
void sema_suspension(struct sema *sema, struct meant_power *power, const struct ast_act *act,
                     const struct ast_amount *longest);
/* `until 2026-06-30` beside it: the day on which the suspension ends, or NULL if the words are none such. */
struct meant_expr *sema_suspension_day(struct sema *sema, const struct pending *pending,
                                       const struct ast_adverb *adverb);
/* `until clause 1.1 is fulfilled` ends the suspension, and not the right: true where it is so. */
bool sema_ends_suspension(struct sema *sema, const struct pending *pending, const struct ast_adverb *adverb);

/* ---- sums.c */
/* `must not pay Seller the price`: the debts of that sum; refused where there is none. */
void sema_apply_forbidden(struct sema *sema);
void sema_refuse_forbidden(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np);

/* ---- objects.c */
/* True if the contract has one; else a message about working days at the place. */
bool sema_has_calendar(struct sema *sema, struct span span);
/* The unit of an amount that is no declared word; false, for the caller to hand on. */
bool sema_unknown_unit(struct sema *sema, const struct ast_amount *amount, bool is_money);
/* What is said there is understood, but nothing runs it; and what to write instead, or NULL. */
void sema_not_yet(struct sema *sema, struct span span, const char *what, const char *instead);
void sema_unknown_item(struct sema *sema, const struct ast_name *noun);
/* A thing that is named but not counted: the object of a best effort. */
void sema_check_object(struct sema *sema, const struct ast_np *np);
/* What narrows a thing goes into the pattern where it can be watched. True after a message. */
bool sema_is_narrowed(struct sema *sema, const struct ast_np *np, struct meant_pattern *pattern);
/* What is owed, forbidden or promised. False after a message. */
bool sema_set_object(struct sema *sema, struct meant_norm *norm, const struct ast_np *np);
/* By which a norm is told from the others of its sentence: `wheat` of `60 tonnes of wheat`; "" if by nothing. */
const char *sema_object_word(const struct sema *sema, const struct ast_np *np);
/* `but at most`, behind the object. */
void sema_cap(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written);
void sema_set_pool(struct sema *sema, struct meant_norm *norm);

/* ---- amounts.c */
struct amount {
    int64_t parts;
    int32_t unit, kind; /* one of them is set */
    int32_t as;         /* the unit as written; `unit` is its base */
    struct meant_expr *expr;  /* a formula instead of parts; or NULL */
    bool is_accrual;
    bool has_most;            /* an upper bound is written: no more than `most` */
    int64_t most;             /* parts is 0 if there is no other */
};
/* An amount without an upper bound. False after a message. */
bool sema_amount(struct sema *sema, const struct ast_amount *amount, struct amount *result);
/* The same where there may be one: `exactly 26`, `20 to 30`, `at most 26`. */
bool sema_bounds(struct sema *sema, const struct ast_amount *amount, struct amount *result);
/* A share of a number of parts: rounded up, or down for an upper bound. False after a message. */
bool sema_share(struct sema *sema, const struct ast_amount *amount, int64_t of, struct amount *result);
/* A quantity in smallest parts, in words: "15", "40 tonnes". The unit is the one to say it in. */
const char *sema_quantity(struct sema *sema, int64_t parts, int32_t unit);
/* The name of the unit behind a number: "tonnes", "tonne". */
const char *sema_unit_word(const struct meant_unit *unit, bool is_one);
/* So much of what the norm counts: "4 items", "40 tonnes"; "4项先进经验", "40吨". */
const char *sema_counted(struct sema *sema, const struct meant_norm *norm, int64_t parts);
const char *sema_counted_zh(struct sema *sema, const struct meant_norm *norm, int64_t parts);
/* The measure word by which the contract counts things of the kind, else 项. */
const char *sema_measure_zh(const struct meant_kind *kind);

/* ---- formulas.c */
/* What the norm owes by a formula: a defined word, a share of one, a price. If it is no constant, the
 * norm keeps it, and it is read again when the triggers are known. False after a message. */
bool sema_formula(struct sema *sema, struct meant_norm *norm, const struct ast_np *np,
                  struct amount *result);
void sema_reckon(struct sema *sema, const struct pending *pending);
/* A sum with a name in a condition, in smallest parts of *unit; NULL after a message. */
struct meant_expr *sema_asked_sum(struct sema *sema, const struct pending *pending,
                                  const struct ast_np *np, int32_t *unit);

/* The limit of a cap, likewise. */
struct meant_expr *sema_cap_sum(struct sema *sema, const struct pending *pending, const struct ast_np *np,
                                int32_t *unit);

/* ---- caps.c */
void sema_apply_cap(struct sema *sema, struct rule *rule);
/* `the cap of clause 3.1 is reached`, where conditions are read; and once all caps are. */
bool sema_is_cap_reached(const struct ast_act *act);
struct meant_expr *sema_cap_reached(struct sema *sema, const struct ast_act *act);
void sema_apply_caps_asked(struct sema *sema);

/* ---- parts.c */
/* Makes the upper bound of an amount that also has a lower one. */
void sema_add_bound(struct sema *sema, const struct pending *whole, int64_t most);
/* `of which`: makes the parts of the whole that was read last. */
void sema_read_parts(struct sema *sema, const struct pending *whole);
/* The attribute must have one of the values. */
void sema_add_test(struct sema *sema, struct meant_pattern *pattern, struct meant_test test);
/* The tests that `with trade rolling` asks for are added to the pattern. False after a message. */
bool sema_narrow(struct sema *sema, const struct ast_tail *tail, struct meant_pattern *pattern);
/* Any of these kinds of items will do. */
void sema_choose(struct sema *sema, struct meant_pattern *pattern, uint64_t kinds);
/* No act fits both, for their kinds or tests exclude each other. */
bool sema_excludes(const struct meant_pattern *one, const struct meant_pattern *other);
/* What the parts by time need outside each other is no more than their whole. */
void sema_check_parts(struct sema *sema, const struct meant_norm *whole);
bool sema_is_listed(const norm_list *norms, const struct meant_norm *norm);
/* Adds to the list what is part of the norms in it, in the same sentence. */
void sema_add_parts(struct sema *sema, norm_list *norms);
/* Adds to the list what is part of the norms in it in other clauses (`as part of clause 1.1`), and of those again. */
void sema_add_parts_elsewhere(struct sema *sema, norm_list *norms);

/* ---- recur.c */
/* The reading for one period: its name tells the norm from those of the others. */
struct reading sema_for_period(struct sema *sema, const struct reading *reading,
                               const struct meant_period *period, bool is_rhythmic);
/* The periods of a clause that has been read, each once. */
void sema_periods_of_clause(struct sema *sema, const struct ast_label *label,
                            struct period_list *periods);
/* Those periods that two of the lists, or more, have in common. */
void sema_shared_periods(struct sema *sema, const struct period_list *each, size_t count, struct period_list *shared);
/* Of the norms of a clause those whose status makes arise what is read; `is_often`: how often it has come is
 * counted. */
void sema_fit_watched(norm_list *norms, const struct scope *scope, bool is_often);
/* The clause from which a deadline of the act runs, or NULL. */
const struct ast_label *sema_anchor_clause(const struct ast_act *act);
/* Finds the norm that says the same of an earlier period; the series shares its pool. */
void sema_set_series(struct sema *sema, struct meant_norm *norm);
/* What recurs and arises from something that happens: only the periods to come, and from a breach only
 * those while it lasts. */
void sema_limit_recurrence(struct sema *sema, const struct pending *pending);
/* `until clause 1.1 is fulfilled`, of what recurs by itself. */
struct meant_expr *sema_until_in_series(struct sema *sema, const struct ast_act *act, const struct pending *pending);
/* A right that a breach gives is there while that breach lasts, as a power is. */
void sema_end_with_breach(struct sema *sema, const struct pending *pending);
/* A chain for a definite subject, once or once for each period. */
void sema_read_chain_of_one(struct sema *sema, const struct reading *reading,
                            const struct ast_chain *chain);
void sema_read_date_trigger(struct sema *sema, const struct reading *reading,
                            const struct ast_item *item);
void sema_read_period_event(struct sema *sema, const struct reading *reading,
                            const struct ast_act *act, const struct ast_item *item);
/* A statement that arises from a clause waits until that has been read. */
void sema_let_wait(struct sema *sema, const struct reading *reading, const struct ast_item *item);
/* `clause 2.1 is breached`; NULL if the event is none of a clause. */
const struct ast_label *sema_watched_clause(const struct ast_act *act);
void sema_read_waiting(struct sema *sema);
/* Before the statements, and behind them. */
void sema_find_stubs(struct sema *sema, const struct ast_file *file);
void sema_check_stubs(struct sema *sema);

/* ---- forms.c: English verbs as they are formed by rule */
/* `over`, behind `hand`: the word before it has the forms. */
bool forms_is_particle(const char *word);
const char *forms_third(struct arena *arena, const char *base);
const char *forms_past(struct arena *arena, const char *base);
const char *forms_ing(struct arena *arena, const char *base);
/* The base of a form in -s, -ed or -ing, as far as letters tell it. */
const char *forms_base(struct arena *arena, const char *word);

/* ---- mend.c */
/* The sentence that holds it is written in Chinese. */
bool sema_is_in_chinese(const struct sema *sema, struct span span);
/* What is wrong, and what to write instead, in the language of the sentence. Returns false. */
struct refusal {
    const char *what, *help, *help_zh;
};
bool sema_refuse(struct sema *sema, enum diag_code code, struct span span, const struct refusal *refusal);
/* `Owner pays … within 14 days after clause 2.1 is fulfilled` as `When clause 2.1 is fulfilled, Owner pays … within 14
 * days`; NULL if it has another form. */
const char *sema_triggered_words(struct sema *sema, const struct ast_act *act);
/* `item spare, spares.`, for a thing that is named and not declared. */
const char *sema_item_declaration(struct sema *sema, const struct ast_name *noun);
/* `unit pound, pounds, GBP, a currency. …`, for a word behind a figure; NULL if nothing says that it is money. */
const char *sema_currency_declaration(struct sema *sema, const struct ast_name *noun, bool is_money);
/* The same for `within 7 days after Seller delivers the lathes`, as the help of a message; false if it has no mend. */
bool sema_help_anchor(struct sema *sema, struct diag *diag, const struct ast_act *act, const struct ast_adverb *anchor);

/* ---- items.c */
void sema_read_items(struct sema *sema, const struct reading *reading,
                     const struct ast_items *items);

/* ---- norms.c */
/* The clause of an item: its own if it has a number, else the one around it. */
int32_t sema_item_clause(struct sema *sema, const struct ast_item *item, int32_t around);
/* Its number is a word of the text, or, where `label` is NULL, another text. */
int32_t sema_add_clause(struct sema *sema, sym label, const char *number, int32_t parent,
                        struct span span);
/* The clause and those above it are covered so, if not better. */
void sema_cover(struct sema *sema, int32_t clause, enum nm_coverage coverage);
/* Who is not among these. */
uint64_t sema_everyone_else(const struct sema *sema, uint64_t bearers);
/* The condition, under those that hold outside of it. */
const struct guard *sema_add_guard(struct sema *sema, const struct guard *outer,
                                   const struct ast_cond *cond, bool is_unless);
/* A norm of its own for the bearers of the reading; `suffix` tells it apart. */
struct meant_norm *sema_new_norm(struct sema *sema, const struct reading *reading,
                                 const struct ast_act *act, const char *suffix);
/* What it says of times and conditions is read when all norms are known. */
void sema_wait_for_times(struct sema *sema, struct meant_norm *norm, const struct ast_act *act,
                         const struct reading *reading);
/* A norm of the clause with these bearers, all else to be filled in; `suffix` tells it apart. */
struct meant_norm *sema_add_norm(struct sema *sema, int32_t clause, uint64_t bearers,
                                 const struct ast_act *act, const char *suffix);
/* A norm that asks nothing of anybody: that it has an instance says that the event has happened. */
struct meant_norm *sema_add_memory(struct sema *sema, int32_t clause, const struct ast_act *act,
                                   const char *suffix);

/* ---- statements.c */
void sema_read_chain(struct sema *sema, const struct reading *reading,
                     const struct ast_chain *chain);
/* The links of a chain from `first` on: each remedies the one before. */
void sema_links(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                uint32_t first, struct meant_norm *before);
/* The norms of a chain, each the remedy of the one before. */
void sema_read_links(struct sema *sema, const struct reading *reading,
                     const struct ast_chain *chain);
/* A norm for what somebody must have done. */
struct meant_norm *sema_read_done(struct sema *sema, int32_t clause, uint64_t bearers,
                                  const struct meant_verb *verb, const struct ast_act *act);

/* ---- sentences.c */
void sema_statements(struct sema *sema, const struct ast_file *file);
/* The clause of what stands before the first heading. */
int32_t sema_front_clause(struct sema *sema, struct span span);

/* ---- upkeep.c */
/* What goes on until a day, by a verb that says so. Of another verb there is a message. */
bool sema_is_upkeep(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                    const struct meant_verb *verb);
/* Fills the norm; its days wait. */
void sema_set_upkeep(struct sema *sema, struct meant_norm *norm, const struct meant_verb *verb,
                     const struct ast_np *object, uint64_t receivers);

/* ---- warranty.c */
/* `Seller warrants that "…", as judged by Inspector`: fills the norm; its days wait. */
void sema_warranty(struct sema *sema, const struct scope *scope, const struct ast_act *act,
                   struct meant_norm *norm);
void sema_warranty_words(struct sema *sema, struct meant_norm *norm, const struct ast_act *act);

/* ---- guards.c */
/* `the quantity`, without regard to what follows it. */
bool sema_is_noun(const struct ast_np *np, const char *en, const char *zh);
/* What a condition is read for. */
struct guarded {
    const struct pending *pending;
    const struct scope *scope;
    bool is_event;      /* an act triggers */
    bool is_period_end; /* the end of the period at hand does */
    int32_t indicator;  /* that is measured by it, or NM_NONE */
    const struct meant_period *joined; /* of which the clauses are that `and` joins, or NULL */
    LIST(const struct meant_indicator *) awaited; /* found: whose value of the period at hand is asked */
    bool has_unit;      /* found: the unit in which its quantity is compared */
    int32_t unit;
};
/* Once all sums are reckoned: they are counted in what they were compared with. */
void sema_check_units_awaited(struct sema *sema);
/* instead.c: a help for a condition or event that cannot be judged; NULL if there is none to give. */
const char *sema_instead_of(struct sema *sema, const struct ast_act *act);
/* Adds the guards to the triggers of the norm, or to the ground of the power. */
void sema_apply_guards(struct sema *sema, struct pending *pending);

/* ---- asked.c */
/* Remembers a count, a value; warns of those that are not of the period or of the thing at hand. The period
 * is NULL where none is at hand; then the norm is what asks. */
void sema_note_count(struct sema *sema, const struct ast_np *np, const struct meant_period *period);
void sema_note_value(struct sema *sema, const struct meant_norm *norm,
                     const struct meant_indicator *indicator, const struct meant_period *period,
                     struct span span);
/* Warns of a status that is asked of all the periods of what recurs, whichever of them has come to it. */
void sema_note_status(struct sema *sema, const struct ast_act *act, const norm_list *norms, const struct scope *scope);
void sema_check_asked(struct sema *sema);

/* Warns of a right that is meant for a breach and asks whether something is not done yet; once windows are known. */
void sema_check_grounds(struct sema *sema);

/* ---- counts.c */
/* How often, in all or in a window that ends on the day that asks. */
struct often {
    int64_t times;
    struct meant_expr *since; /* the first day of the window */
    const char *window_en, *window_zh; /* NULL: in all */
};
/* `3 times`, `3 times in any 12 months` behind the act; NULL if it is not written. */
const struct ast_adverb *sema_times_said(const struct ast_act *act);
/* False after a message. */
bool sema_read_window(struct sema *sema, const struct ast_adverb *adverb, struct often *often);
/* True if so many breaches stand in the window. */
struct meant_expr *sema_breached_often(struct sema *sema, const norm_list *norms,
                                       const struct often *often);
/* True if the act that is just done is one of so many; `memory` remembers those before it. */
struct meant_expr *sema_done_often(struct sema *sema, const struct meant_norm *memory,
                                   const struct often *often);
/* Whether what is done is added up: not by a prohibition, nor by a right without an amount. */
bool sema_counts(const struct meant_norm *norm);
/* Once all sums are reckoned. */
void sema_mark_minimums(struct sema *sema);
/* What the norm has counted: with what was done beyond it, where it is owed at least (spec 13.3). */
struct meant_expr *sema_count_of(struct sema *sema, const struct meant_norm *norm);
/* The most that a count can come to. */
struct reach {
    int64_t most; /* LIMIT_FORMULA_QUANTITY: there is no such */
    const struct meant_norm *norm; /* one that is counted */
};
void sema_add_reach(const struct sema *sema, const struct meant_norm *norm, struct reach *reach);
/* Warns of a count that is asked for more than it can come to. */
void sema_warn_reach(struct sema *sema, const struct reach *reach, struct span span, const char *what);
/* Whether what it counts is counted with one of these. */
bool sema_is_within(const norm_list *norms, const struct meant_norm *norm);
/* `less than 95 percent of clause 1.1 is fulfilled` */
bool sema_is_share(const struct ast_act *act);
/* Whether anything was due in the period, and whether the share is so. False after a message. */
bool sema_share_kept(struct sema *sema, const struct ast_act *act, const struct meant_period *period,
                     struct meant_expr **some, struct meant_expr **is);

/* ---- triggers.c */
void sema_add_trigger(struct sema *sema, struct meant_norm *norm, struct meant_trigger trigger);
/* Whether an act of the trigger's could be done by the norm, a power. */
bool sema_is_done_by(const struct sema *sema, const struct meant_trigger *trigger, const struct meant_norm *power);
/* `under clause 5.1` beside an act that changes clauses: by which power; else NULL. */
const struct ast_adverb *sema_by_clause(struct sema *sema, const struct ast_act *act);
/* An act that changes clauses calls something forth only if somebody may do it. */
void sema_check_calling(struct sema *sema, const struct meant_norm *norm);
void sema_set_trigger(struct sema *sema, struct pending *pending);
/* The values of attributes that the events ask for, for what is done about the things of those events. */
void sema_take_tests(struct sema *sema, struct meant_norm *norm);
/* Of acts of acceptance: by what was tendered and is accepted, whose quantity is known. */
void sema_trigger_by_tender(struct sema *sema, struct meant_norm *norm);
/* That the norm is (has become) one of these; that it has an instance at all. */
struct meant_expr *sema_status_is(struct sema *sema, const struct meant_norm *norm, uint32_t statuses);
struct meant_expr *sema_is_made(struct sema *sema, const struct meant_norm *norm);
bool sema_is_act_event(const struct ast_act *act);
/* "（severity：critical）" behind the kind of thing; "" of one that is not narrowed. */
const char *sema_tests_zh(struct sema *sema, const struct meant_pattern *pattern);

/* ---- orders.c */
/* The kind of thing that an event is about, or NM_NONE; and the kind by which what it triggers is told
 * apart: `orders a part` the part, `orders a part (the order)` the order. */
int32_t sema_introduced_kind(struct sema *sema, const struct ast_act *act);
int32_t sema_key_of(struct sema *sema, const struct ast_act *act);
/* The phrase behind the verb of an event that names it: `materials (the order)`, `from Seller (the sale)`; or NULL. */
const struct ast_np *sema_np_with_key(const struct ast_act *act);
bool sema_names_key(const struct ast_np *np);
/* `the bearings` that the act tells which calls the norm forth, in the number that it tells. */
bool sema_is_told(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np,
                  const struct ast_trigger *trigger);
void sema_set_told(struct sema *sema, struct meant_norm *norm, const struct ast_trigger *trigger);
/* `all lathes` of which nobody knows how many there are. */
void sema_refuse_all(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np);
/* `the quantity of the order`, or a share of it, as what is owed or allowed. */
bool sema_is_quantity(const struct ast_np *np);
bool sema_set_quantity(struct sema *sema, struct meant_norm *norm, const struct ast_np *np);
/* `the order`, `the date of the order`, in what an order triggers. */
bool sema_is_triggering_act(struct sema *sema, const struct ast_np *np, const struct ast_trigger *trigger);
/* Finds out of what it is the quantity, and in what it is counted, once the triggers are known. */
void sema_apply_quantities(struct sema *sema);
/* The trigger fires only for events whose quantity is told in this unit. */
void sema_measure_trigger(struct sema *sema, struct meant_trigger *trigger, int32_t unit,
                          struct span span);

/* ---- rules.c */
void sema_apply_rules(struct sema *sema);
/* Narrows, for the papers, whom a norm concerns that names no receiver. */
void sema_concern(struct sema *sema);
/* Reports a rule that found no duty, unless one could not be read. */
void sema_without_duty(struct sema *sema, const struct rule *rule, const char *what);

/* ---- survive.c */
void sema_find_survivings(struct sema *sema, const struct ast_file *file);
void sema_check_outlasting(struct sema *sema);
/* A duty that follows from what the end calls forth arises, too. */
void sema_follow_end(struct sema *sema);
/* To when a clause recurs, where it says nothing else: to the end of the term, or as long as it survives. */
int64_t sema_recurs_until(struct sema *sema, int32_t clause);
void sema_apply_survives(struct sema *sema, struct rule *rule);
/* The clause that a sentence is about: `Clause 5 survives …`; NULL if it is about none. */
const struct ast_label *sema_subject_clause(const struct rule *rule);

/* ---- effect.c */
/* Once all is declared: a contract `in force once …` begins with its signature. */
void sema_begin_effect(struct sema *sema);
/* Its conditions as norms of clause 0, and that clause; NM_NONE if nothing is waited for. */
int32_t sema_read_effect(struct sema *sema);
/* Once all norms are known: which of them are conditions, and which do not wait for them. */
void sema_apply_from_signature(struct sema *sema, struct rule *rule);
void sema_apply_effect(struct sema *sema);
/* Once all times are known. */
void sema_check_effect(struct sema *sema);

/* ---- elect.c */
bool sema_is_election(struct sema *sema, const struct ast_act *act);
/* From the link `start` of a chain on; `broken`: whose breach gives the choice, or NULL. */
void sema_read_election(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                        uint32_t start, struct meant_norm *broken);
/* Once what triggers is known: what may be chosen arises by the choice. */
void sema_apply_elections(struct sema *sema);
/* Once the windows are known: nobody can leave the choice open for ever. */
void sema_check_elections(struct sema *sema);
/* What holds if nobody has chosen in time, as what follows where a right to choose is missed. */
void sema_say_elections(struct sema *sema);

/* ---- cure.c */
/* The clause in `cures clause 2.1`; NULL if it is no such sentence. */
const struct ast_label *sema_cured_clause(const struct meant_verb *verb, const struct ast_act *act);
void sema_set_cure(struct sema *sema, const struct pending *pending);

/* ---- excuse.c */
void sema_apply_excuse(struct sema *sema, struct rule *rule);
void sema_check_excuse(struct sema *sema, struct rule *rule);

/* ---- answers.c */
/* `otherwise Buyer is in breach`: the silence of the one who is to answer breaks a duty of its own. */
bool sema_is_silence_breach(const struct ast_act *act);
/* Fills a norm that was made for the duty to answer. */
void sema_answer_duty(struct sema *sema, struct meant_norm *duty, const struct ast_act *act);
/* The duty, of which the answer and its limit are now known, is broken by silence under `norm`. */
void sema_link_answer_duty(struct sema *sema, struct meant_norm *duty, const struct meant_norm *norm);
/* `…, accepted by D`, once it is known who accepts. */
void sema_apply_answered(struct sema *sema, struct meant_norm *norm);
/* The answer to what counts for the norm: of a part, that to its whole; or NULL. */
const struct meant_answer *sema_answer_to(const struct meant_norm *norm);
/* `twice`, `at most 3 times` among the arguments; `otherwise` if none is written, 0 after a message. */
int32_t sema_times(struct sema *sema, const struct ast_act *act, int32_t otherwise);

/* ---- recheck.c */
/* `A turner no longer counts once Union fails the turner`, about duties for things of this kind. */
void sema_set_loss(struct sema *sema, struct rule *rule, int32_t kind, struct meant_norm *norm);
/* `…, it certifies the turner again`: true if the norm succeeds a duty whose things may be lost. */
bool sema_succeeds(struct sema *sema, struct pending *pending);

/* ---- prevail.c */
/* The powers of `strong` come before those of `weak` on one day. */
void sema_prevail(struct sema *sema, const norm_list *strong, const norm_list *weak,
                  struct span span);
void sema_apply_prevails(struct sema *sema, struct rule *rule);
/* Numbers the powers so that what prevails has the lower number. */
void sema_order_powers(struct sema *sema);

/* ---- counting.c */
/* `as part of clause 1.1`, `in addition to clause 1.1`. */
void sema_relate(struct sema *sema);
/* What arises for things of one value and of another shares what acts do that tell neither thing nor value. */
void sema_share_values(struct sema *sema);

/* ---- late.c */
/* `Late delivery under clause 1.1 counts until 2026-04-30.` */
void sema_apply_grace(struct sema *sema, struct rule *rule);
/* `instead of` in a remedy; anywhere else it is refused. */
void sema_instead(struct sema *sema, struct meant_norm *remedy, const struct ast_act *act);

/* ---- permits.c */
/* The amount that a right goes up to. False after a message. */
bool sema_read_limit(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written,
                     struct amount *amount);
/* `Despite clause 3.1`, `at most twice`. */
void sema_permit(struct sema *sema, struct pending *pending);
/* Once all windows are known: a right that has one is none outside of it. */
void sema_bound_rights(struct sema *sema);
void sema_check_permit(struct sema *sema, const struct meant_norm *norm);
/* Warns of a prohibition until the very act that it forbids has been done. */
void sema_check_forbidden(struct sema *sema, const struct meant_norm *norm);
/* Warns of what is owed and does not fit into the rights to do it. */
void sema_check_room(struct sema *sema);

/* ---- powers.c */
/* True if the power arises when its condition comes about, once each time, and has to be triggered;
 * else its condition is only its ground. */
bool sema_power(struct sema *sema, struct pending *pending);
/* Acts of these classes do what a power lets them do, and nothing else. */
bool sema_is_power_verb(const struct meant_verb *verb);
/* What such an act is about: clauses, the contract, a thing; or NULL. */
const struct ast_nps *sema_power_objects(const struct ast_act *act);
bool sema_is_contract(const struct ast_np *np);
/* How far something was extended is told as the power says, or not at all. */
void sema_check_told_acts(struct sema *sema, const struct ast_file *contract);
/* `is fulfilled`: done, in time or late. */
enum { SEMA_DONE = 1 << ST_FULFILLED | 1 << ST_DONE_LATE };
/* A condition on the status of clauses; NULL after a message. */
struct meant_expr *sema_condition(struct sema *sema, const struct ast_act *act,
                                  const struct scope *scope);

/* All or one of the statuses behind `while` or `when`, of the period of the scope where they recur. */
struct meant_expr *sema_statuses_joined(struct sema *sema, const struct ast_event *events, const struct scope *scope);

/* The same condition in Chinese, for the papers. */
const char *sema_condition_zh(struct sema *sema, const struct ast_act *act);

/* ---- terms.c */
/* What another sentence (of that clause) says of a norm, for its row; what follows if norms are missed. */
void sema_add_term(struct sema *sema, struct meant_norm *norm, const char *en, const char *zh, int32_t clause);
void sema_say_consequences(struct sema *sema);

/* ---- words.c */
/* The words of all norms, for the papers. */
void sema_all_words(struct sema *sema);

/* ---- drift.c: quoted texts against formal sentences; only for what is otherwise without error */
void sema_drift(struct sema *sema, const struct ast_file *file);

/* ---- check.c */
/* The tick of an expression without events; false if it depends on one. */
bool sema_constant(const struct sema *sema, const struct meant_expr *expr, int64_t *tick);
void sema_check(struct sema *sema);
/* The first of these parties that is an outsider; NULL: none is. */
const struct meant_party *sema_outsider(const struct sema *sema, uint64_t parties);

#include "compiler/sema/indicators_internal.h"
#include "compiler/sema/times_internal.h"

#endif
