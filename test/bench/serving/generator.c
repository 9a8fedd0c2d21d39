/*
 * A closed-loop HTTP load generator: one thread, N keep-alive connections, each sends its next request when its answer
 * has come. It keeps every latency, so percentiles are exact, and checks the status and every score of every answer.
 *
 *   generator PORT CONNECTIONS WARM_UP_SECONDS SECONDS REQUESTS MARKER STRIDE OFFSET
 *
 * REQUESTS is a file of records: "<bytes> <rows>\n", the request as it goes over the wire, then one score a row and "\n".
 * In an answer's body, the numbers outside of strings that follow MARKER are read in groups of STRIDE; number OFFSET of
 * each group must be the row's score within 1e-5. Prints one JSON object. 127.0.0.1 only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { most_samples = 8 << 20, buffer_bytes = 1 << 18 };

struct request {
    char *bytes;
    size_t length;
    int rows;
    double *scores;
};

struct connection {
    int fd;
    const struct request *request;
    double sent_at;
    size_t have;
    char *buffer;
};

static struct request *requests;
static int request_count, next_request, port, stride, offset;
static const char *marker;
static float *samples;
static long sample_count, bad_status, bad_answer, broken;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static void read_requests(const char *path) {
    FILE *file = fopen(path, "rb");
    size_t length;
    int rows;
    if (!file) fail(path);
    while (fscanf(file, "%zu %d", &length, &rows) == 2) {
        requests = realloc(requests, (request_count + 1) * sizeof *requests);
        struct request *one = &requests[request_count++];
        fgetc(file);
        one->length = length;
        one->rows = rows;
        one->bytes = malloc(length);
        one->scores = malloc(rows * sizeof(double));
        if (fread(one->bytes, 1, length, file) != length) fail("requests");
        for (int row = 0; row < rows; row++)
            if (fscanf(file, "%lf", &one->scores[row]) != 1) fail("scores");
    }
    fclose(file);
}

static int open_connection(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static int send_next(struct connection *to) {
    to->request = &requests[next_request];
    next_request = (next_request + 1) % request_count;
    to->have = 0;
    to->sent_at = now();
    for (size_t sent = 0; sent < to->request->length;) {
        ssize_t part = write(to->fd, to->request->bytes + sent, to->request->length - sent);
        if (part > 0) sent += part;
        else if (errno != EAGAIN && errno != EINTR) return 0;
    }
    return 1;
}

/* Bytes of the whole answer, 0 while its length is not known yet, -1 for an answer that cannot be read. */
static long answer_length(const char *buffer, size_t have, const char **body) {
    const char *end = memmem(buffer, have, "\r\n\r\n", 4);
    if (!end) return 0;
    *body = end + 4;
    for (const char *line = buffer; line < end; line = strstr(line, "\r\n") + 2)
        if (strncasecmp(line, "content-length:", 15) == 0) return (*body - buffer) + atol(line + 15);
    return -1;
}

static int scores_are_right(const char *body, const struct request *request) {
    const char *at = strstr(body, marker);
    int seen = 0, checked = 0;
    if (!at) return 0;
    at += strlen(marker);
    while (*at && checked < request->rows) {
        if (*at == '"') {
            at = strchr(at + 1, '"');
            if (!at) return 0;
            at++;
        } else if (*at == '-' || (*at >= '0' && *at <= '9')) {
            if (seen++ % stride == offset) {
                char *end;
                if (!(fabs(strtod(at, &end) - request->scores[checked++]) <= 1e-5)) return 0;
                at = end;
            } else
                while (*at && strchr("+-.eE0123456789", *at)) at++;
        } else
            at++;
    }
    return checked == request->rows;
}

/* 1 when the answer is complete, 0 while it is not, -1 when the connection is of no more use. */
static int receive(struct connection *from, int counts) {
    const char *body = NULL;
    ssize_t part = read(from->fd, from->buffer + from->have, buffer_bytes - 1 - from->have);
    if (part < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (part <= 0) return -1;
    from->have += part;
    from->buffer[from->have] = 0;
    long length = answer_length(from->buffer, from->have, &body);
    if (length < 0 || length >= buffer_bytes) return -1;
    if (length == 0 || from->have < (size_t)length) return 0;
    if (counts) {
        int good = strncmp(from->buffer + 9, "200", 3) == 0;
        if (!good) bad_status++;
        else if (!scores_are_right(body, from->request)) bad_answer++;
        if (sample_count < most_samples) samples[sample_count++] = now() - from->sent_at;
    }
    return 1;
}

static int ascending(const void *a, const void *b) {
    float difference = *(const float *)a - *(const float *)b;
    return (difference > 0) - (difference < 0);
}

static double percentile_ms(double share) {
    long rank = (long)ceil(share * sample_count) - 1;
    return sample_count ? samples[rank < 0 ? 0 : rank] * 1e3 : 0;
}

static double own_cpu(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

static void start_over(int poll, struct connection *one) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = one};
    if (one->fd > 0) close(one->fd);
    one->fd = open_connection();
    epoll_ctl(poll, EPOLL_CTL_ADD, one->fd, &event);
    if (!send_next(one)) fail("write");
}

int main(int count, char **words) {
    if (count != 9) return fprintf(stderr, "usage: generator PORT CONNECTIONS WARM_UP_SECONDS SECONDS REQUESTS MARKER STRIDE OFFSET\n"), 2;
    port = atoi(words[1]);
    int connection_count = atoi(words[2]), poll = epoll_create1(0);
    read_requests(words[5]);
    marker = words[6];
    stride = atoi(words[7]);
    offset = atoi(words[8]);
    samples = malloc(most_samples * sizeof *samples);
    struct connection *connections = calloc(connection_count, sizeof *connections);
    for (int index = 0; index < connection_count; index++) {
        connections[index].buffer = malloc(buffer_bytes);
        start_over(poll, &connections[index]);
    }
    double begin = now() + atof(words[3]), end = begin + atof(words[4]), cpu = -1;
    struct epoll_event events[256];
    for (double time = now(); time < end; time = now()) {
        if (cpu < 0 && time >= begin) cpu = own_cpu();
        int ready = epoll_wait(poll, events, 256, 100);
        int counts = now() >= begin;
        for (int index = 0; index < ready; index++) {
            struct connection *one = events[index].data.ptr;
            int state = receive(one, counts);
            if (state > 0 && !send_next(one)) state = -1;
            if (state < 0) {
                broken += counts;
                start_over(poll, one);
            }
        }
    }
    double seconds = now() - begin;
    cpu = own_cpu() - cpu;
    qsort(samples, sample_count, sizeof *samples, ascending);
    printf("{\"requests\":%ld,\"seconds\":%.4f,\"perSecond\":%.1f,\"p50Ms\":%.4f,\"p99Ms\":%.4f,\"mostMs\":%.4f,"
           "\"badStatus\":%ld,\"badAnswer\":%ld,\"brokenConnections\":%ld,\"generatorBusy\":%.3f}\n",
           sample_count, seconds, sample_count / seconds, percentile_ms(0.5), percentile_ms(0.99), percentile_ms(1),
           bad_status, bad_answer, broken, cpu / seconds);
    return 0;
}
