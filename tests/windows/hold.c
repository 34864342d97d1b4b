/* hold FILE: keeps a file open until its input ends, as Excel does: others may read it, not write it. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
int wmain(int count, wchar_t **arguments) {
    if (count != 2) return 2;
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL,
                              OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    getchar();
    return 0;
}
