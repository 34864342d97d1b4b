//! What the errors of Windows mean to people.

use super::Text;
use crate::say;

/// The errors that only Windows has, by their numbers, and one that has a reason of its own there.
pub(super) fn says(code: i32) -> Option<Text> {
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    const INVALID_PARAMETER: i32 = 87;
    const DISK_FULL: i32 = 112;
    const INVALID_NAME: i32 = 123;
    Some(match code {
        // What replacing a file says that is open elsewhere.
        ACCESS_DENIED => say! {
            vi: "không có quyền đọc hoặc ghi ở đây, hoặc tệp đang mở trong chương trình khác (Excel, Word, trình đọc PDF): đóng nó rồi chạy lại",
            en: "there is no permission to read or write here, or the file is open in another program (Excel, Word, a PDF reader): close it and run this again"
        },
        SHARING_VIOLATION | LOCK_VIOLATION => say! {
            vi: "tệp đang mở trong chương trình khác: đóng nó trong Excel, Word hoặc trình đọc PDF rồi chạy lại",
            en: "the file is open in another program: close it in Excel, Word or the PDF reader and run this again"
        },
        INVALID_PARAMETER | INVALID_NAME => say! {
            vi: "Windows không nhận tên này: tên không được có < > : \" | ? * và không được là con, nul, prn, aux",
            en: "Windows does not take this name: no name may have < > : \" | ? * in it, or be con, nul, prn or aux"
        },
        DISK_FULL => say! { vi: "ổ đĩa đã đầy", en: "the disk is full" },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_open_elsewhere_is_to_be_closed() {
        for code in [5, 32, 33] {
            let Text { vi, en } = says(code).unwrap();
            assert!(vi.contains("đóng nó") && vi.contains("Excel"), "{vi}");
            assert!(en.contains("close it") && en.contains("Excel"), "{en}");
        }
        assert!(says(112).unwrap().en.contains("full"));
        assert!(says(123).unwrap().vi.contains("tên"));
        assert!(says(2).is_none(), "that other systems have too");
    }
}
