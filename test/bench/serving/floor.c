/*
 * The floor: the least that an HTTP server with this model can cost. One thread, epoll, no robustness, the model compiled
 * in. Nobody would run it; it says how much of a server's time is left to win.
 *
 *   gcc -O3 -march=native -DMODEL='"forest.h"' floor.c -o floor -lm     MODEL defines columns and score(const float *)
 *   floor PORT
 *
 * Takes {"instances": [[…], …]}, answers {"predictions": [score of the second class, …]}.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <math.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include MODEL

enum { buffer_bytes = 1 << 16 };

struct client {
    int fd;
    size_t have;
    char buffer[buffer_bytes + 1];
};

static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

/* Plain decimals of up to 18 digits; anything else goes to strtod. */
static float read_number(const char **at) {
    const char *from = *at, *text = from;
    int negative = *text == '-', digits = 0, decimals = 0;
    uint64_t whole = 0;
    text += negative;
    for (; *text >= '0' && *text <= '9'; text++, digits++) whole = whole * 10 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++, digits++, decimals++) whole = whole * 10 + (*text - '0');
    if (digits == 0 || digits > 18 || *text == 'e' || *text == 'E') {
        char *end;
        double value = strtod(from, &end);
        *at = end > from ? end : from + 1;
        return value;
    }
    *at = text;
    double value = whole / tens[decimals];
    return negative ? -value : value;
}

static size_t answer(const char *body, const char *end, char *reply) {
    char predictions[buffer_bytes];
    size_t length = sprintf(predictions, "{\"predictions\":[");
    float row[columns];
    int column = 0, rows = 0;
    const char *at = memchr(body, '[', end - body);
    while (at && at < end) {
        if (*at == '-' || (*at >= '0' && *at <= '9')) {
            row[column++] = read_number(&at);
            if (column < columns) continue;
            column = 0;
            length += sprintf(predictions + length, "%s%.9g", rows++ ? "," : "", score(row));
        } else
            at++;
    }
    length += sprintf(predictions + length, "]}");
    size_t head = sprintf(reply, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n", length);
    memcpy(reply + head, predictions, length);
    return head + length;
}

/* 0 when the client has gone. */
static int serve(struct client *client) {
    static char reply[2 * buffer_bytes];
    ssize_t part = read(client->fd, client->buffer + client->have, buffer_bytes - client->have);
    if (part <= 0) return 0;
    client->have += part;
    client->buffer[client->have] = 0;
    char *head_end = memmem(client->buffer, client->have, "\r\n\r\n", 4);
    if (!head_end) return client->have < buffer_bytes;
    const char *length = strcasestr(client->buffer, "content-length:");
    size_t body = length && length < head_end ? strtoul(length + 15, NULL, 10) : 0;
    size_t whole = head_end + 4 - client->buffer + body;
    if (whole > buffer_bytes) return 0;
    if (client->have < whole) return 1;
    size_t bytes = answer(head_end + 4, client->buffer + whole, reply);
    client->have -= whole;
    memmove(client->buffer, client->buffer + whole, client->have);
    return write(client->fd, reply, bytes) == (ssize_t)bytes;
}

int main(int count, char **words) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(words[1]) : 8080)};
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 1024) < 0) return perror("listen"), 1;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(poll, events, 256, -1);
        for (int index = 0; index < ready; index++) {
            struct client *client = events[index].data.ptr;
            if (client) {
                if (serve(client)) continue;
                close(client->fd);
                free(client);
            } else {
                client = calloc(1, sizeof *client);
                client->fd = accept(listener, NULL, NULL);
                setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                struct epoll_event of_client = {.events = EPOLLIN, .data.ptr = client};
                epoll_ctl(poll, EPOLL_CTL_ADD, client->fd, &of_client);
            }
        }
    }
}
