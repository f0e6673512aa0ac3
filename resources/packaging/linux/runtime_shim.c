/* Two functions of newer C++ runtimes, for fcitx's library on computers whose libstdc++ has neither. They do what the
 * newer runtime does, with what every libstdc++ has. */

extern void throw_bad_alloc(void) __asm__("_ZSt17__throw_bad_allocv") __attribute__((noreturn));
extern void terminate(void) __asm__("_ZSt9terminatev") __attribute__((noreturn));
extern void *__cxa_begin_catch(void *exception);

/* GLIBCXX_3.4.29; the newer runtime throws a class that is derived from this one's. */
void throw_bad_array_new_length(void) __asm__("_ZSt28__throw_bad_array_new_lengthv");
void throw_bad_array_new_length(void) { throw_bad_alloc(); }

/* CXXABI_1.3.15: an exception leaves a function that promises to throw none. */
void __cxa_call_terminate(void *exception);
void __cxa_call_terminate(void *exception) {
    if (exception)
        __cxa_begin_catch(exception);
    terminate();
}
