/* simd.c: which of the compiled kernels this machine runs. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "forces/kernel.h"

extern const struct kernel kernel_baseline_1, kernel_baseline_8;
#ifdef __x86_64__
extern const struct kernel kernel_avx2_1, kernel_avx2_8, kernel_avx512_1, kernel_avx512_8;
#endif

struct target {
    const struct kernel *alone, *lanes;
    bool runs_here;
};

const struct kernel *kernel_choose(int width) {
    const struct target targets[] = {
#ifdef __x86_64__
        {&kernel_avx512_1, &kernel_avx512_8,
         __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
             __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")},
        {&kernel_avx2_1, &kernel_avx2_8, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")},
#endif
        {&kernel_baseline_1, &kernel_baseline_8, true},
    };
    const char *wanted = getenv("WCA_SIMD");
    for (size_t k = 0; k < sizeof targets / sizeof targets[0]; k++) {
        const struct kernel *kernel = width == 1 ? targets[k].alone : targets[k].lanes;
        if (wanted == NULL ? targets[k].runs_here : strcmp(wanted, kernel->name) == 0) {
            if (!targets[k].runs_here)
                fatal(EX_USAGE, "WCA_SIMD=%s: this processor does not have these instructions", wanted);
            return kernel;
        }
    }
    fatal(EX_USAGE, "WCA_SIMD: expected baseline, avx2 or avx512, found '%s'", wanted);
}

const char *kernel_alike(void) {
    return strcmp(kernel_choose(1)->name, "baseline") == 0 ? "baseline" : "avx2 or avx512";
}
