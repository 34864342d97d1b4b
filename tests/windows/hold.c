/* hold FILE: keeps a file open until its input ends, as Excel does: others may read it, not write it.
   hold FILE alone: others may not even read it. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
int wmain(int count, wchar_t **arguments) {
    if (count != 2 && count != 3) return 2;
    DWORD share = count == 2 ? FILE_SHARE_READ : 0;
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ | GENERIC_WRITE, share, NULL,
                              OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    getchar();
    return 0;
}
