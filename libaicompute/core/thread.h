/* Threads: POSIX or Windows. A thread that cannot be started is done without. */
#ifndef AICOMPUTE_CORE_THREAD_H
#define AICOMPUTE_CORE_THREAD_H

#include <stdbool.h>

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
#include <stddef.h>

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

#endif
