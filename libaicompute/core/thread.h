/* Threads: POSIX or Windows. */
#ifndef AICOMPUTE_CORE_THREAD_H
#define AICOMPUTE_CORE_THREAD_H

#include <stdbool.h>
#include <stddef.h>

enum { THREADS_MAX = 256 };

#if defined(_WIN32)

#include <windows.h>

typedef struct {
    HANDLE handle;
    void (*work)(void *);
    void *argument;
} thread;

static DWORD WINAPI thread_main(LPVOID self)
{
    thread *started = self;
    started->work(started->argument);
    return 0;
}

static bool thread_start(thread *self, void (*work)(void *), void *argument)
{
    self->work = work;
    self->argument = argument;
    self->handle = CreateThread(NULL, 0, thread_main, self, 0, NULL);
    return self->handle != NULL;
}

static void thread_join(thread *self)
{
    WaitForSingleObject(self->handle, INFINITE);
    CloseHandle(self->handle);
}

#else

#include <pthread.h>

typedef struct {
    pthread_t handle;
    void (*work)(void *);
    void *argument;
} thread;

static void *thread_main(void *self)
{
    thread *started = self;
    started->work(started->argument);
    return NULL;
}

static bool thread_start(thread *self, void (*work)(void *), void *argument)
{
    self->work = work;
    self->argument = argument;
    return pthread_create(&self->handle, NULL, thread_main, self) == 0;
}

static void thread_join(thread *self)
{
    pthread_join(self->handle, NULL);
}

#endif

/* Do the work of `count` members, at most THREADS_MAX, that lie `size` bytes apart: the
 * first by the caller, the others each by a thread of its own, or by the caller when it
 * cannot be started. */
static void run_together(void (*work)(void *member), void *members, size_t size,
                         size_t count)
{
    thread threads[THREADS_MAX];
    char *first = members;
    size_t started = 1;
    while (started < count &&
           thread_start(&threads[started], work, first + started * size))
        started++;
    work(first);
    for (size_t i = started; i < count; i++)
        work(first + i * size);
    for (size_t i = 1; i < started; i++)
        thread_join(&threads[i]);
}

#endif
