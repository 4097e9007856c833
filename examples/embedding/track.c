/* track.c - a program of your own that keeps track of a contract, with libhetong.
 *
 *     cc track.c $(pkg-config --cflags --libs hetong) -o track
 *     ./track contract.ht events.csv 2026-03-31
 *
 * Prints what is wrong with the contract, then each row of the event file that was not taken, then where every duty
 * stands at the end of the day, one on a line. With a fourth argument `json`: the whole status as JSON. */
#include <hetong.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t cap = 0, got;
    *length = 0;
    do {
        cap = cap ? 2 * cap : 4096;
        char *more = file ? realloc(bytes, cap) : NULL;
        if (!more) {
            perror(path);
            exit(3);
        }
        bytes = more;
        got = fread(bytes + *length, 1, cap - *length, file);
        *length += got;
    } while (*length == cap);
    fclose(file);
    return bytes;
}

static void tell_refused(void *context, const struct hetong_answer *answer)
{
    if (!answer->is_taken)
        fprintf(stderr, "%s:%llu: %s: %s\n", (const char *)context, (unsigned long long)answer->line,
                answer->word, answer->details);
}

static void print_duties(const struct hetong_tracker *tracker)
{
    for (size_t i = 0; i < hetong_tracker_duty_count(tracker); i++) {
        struct hetong_duty duty = hetong_tracker_duty(tracker, i);
        printf("%-8s %-10s %-10s %s %s\n", duty.id, duty.status, duty.due, duty.bearers,
               duty.action_en);
    }
}

static enum hetong_status run(struct hetong_tracker *tracker, char **argv, int is_json)
{
    size_t length;
    char *events = read_file(argv[2], &length);
    enum hetong_status status = hetong_tracker_take(tracker, HETONG_CSV, events, length, argv[3],
                                                    tell_refused, argv[2]);
    free(events);
    if (status == HETONG_FINE)
        status = hetong_tracker_commit(tracker);
    if (status == HETONG_FINE)
        status = hetong_tracker_look(tracker, argv[3], HETONG_DAY_CLOSED);
    if (status == HETONG_FINE && is_json) {
        struct hetong_paper paper = {.view = HETONG_STATUS_REPORT, .format = "json"};
        char *text = hetong_tracker_print(tracker, &paper);
        fputs(text ? text : "", stdout);
        free(text);
    } else if (status == HETONG_FINE) {
        print_duties(tracker);
    } else {
        fprintf(stderr, "track: %s\n", hetong_tracker_error(tracker));
    }
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "track CONTRACT EVENTS.csv DATE [json]\n");
        return 2;
    }
    struct hetong_contract *contract = hetong_contract_read(argv[1], NULL);
    enum hetong_status status = hetong_contract_prove(contract);
    fputs(hetong_contract_messages(contract), stderr);
    if (status == HETONG_FINE) {
        struct hetong_tracker *tracker = hetong_tracker_open(contract, NULL, 0);
        status = run(tracker, argv, argc > 4 && strcmp(argv[4], "json") == 0);
        hetong_tracker_close(tracker);
    }
    hetong_contract_free(contract);
    return (int)status;
}
