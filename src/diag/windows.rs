//! What the errors of Windows mean to people.

use super::Text;
use crate::say;

/// The errors that only Windows has, by their numbers, and one that has a reason of its own there.
pub(super) fn says(code: i32) -> Option<Text> {
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    const NOT_READY: i32 = 21;
    const BAD_NETPATH: i32 = 53;
    const NETNAME_DELETED: i32 = 64;
    const BAD_NET_NAME: i32 = 67;
    const INVALID_PARAMETER: i32 = 87;
    const DISK_FULL: i32 = 112;
    const INVALID_NAME: i32 = 123;
    const FILENAME_EXCED_RANGE: i32 = 206;
    const DEVICE_NOT_CONNECTED: i32 = 1167;
    const USER_MAPPED_FILE: i32 = 1224;
    Some(match code {
        // What replacing a file says that is open elsewhere.
        ACCESS_DENIED => say! {
            vi: "không có quyền đọc hoặc ghi ở đây, hoặc tệp đang mở trong chương trình khác (Excel, Word, trình đọc PDF): đóng nó rồi chạy lại",
            en: "there is no permission to read or write here, or the file is open in another program (Excel, Word, a PDF reader): close it and run this again"
        },
        // The last is said of a file whose content another program has in its memory, as readers of
        // PDF and scanners for viruses do.
        SHARING_VIOLATION | LOCK_VIOLATION | USER_MAPPED_FILE => say! {
            vi: "tệp đang mở trong chương trình khác: đóng nó trong Excel, Word hoặc trình đọc PDF rồi chạy lại",
            en: "the file is open in another program: close it in Excel, Word or the PDF reader and run this again"
        },
        INVALID_PARAMETER | INVALID_NAME => say! {
            vi: "Windows không nhận tên này: tên không được có < > : \" | ? * và không được là con, nul, prn, aux",
            en: "Windows does not take this name: no name may have < > : \" | ? * in it, or be con, nul, prn or aux"
        },
        FILENAME_EXCED_RANGE => say! {
            vi: "đường dẫn này quá dài với Windows: chuyển chiến dịch vào thư mục gần gốc ổ đĩa, ví dụ C:\\loa, hoặc đặt tên ngắn lại",
            en: "this path is too long for Windows: move the campaign into a folder near the root of the disk, for example C:\\loa, or use shorter names"
        },
        NOT_READY | DEVICE_NOT_CONNECTED => say! {
            vi: "ổ đĩa hoặc thẻ nhớ, USB này không còn cắm vào máy: cắm lại, chờ máy nhận rồi chạy lại",
            en: "the disk, card or memory stick is not connected any more: plug it in again, wait until the machine knows it, and run this again"
        },
        BAD_NETPATH | NETNAME_DELETED | BAD_NET_NAME => say! {
            vi: "không tới được ổ đĩa mạng này: xem lại mạng và tên thư mục chia sẻ, mở thử trong File Explorer, rồi chạy lại; hoặc chép chiến dịch về máy",
            en: "the network disk cannot be reached: look at the network and the name of the shared folder, open it in File Explorer, and run this again; or copy the campaign to this machine"
        },
        DISK_FULL => say! { vi: "ổ đĩa đã đầy", en: "the disk is full" },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of an error as the system hands it on.
    fn words(code: i32) -> Text {
        let error = std::io::Error::from_raw_os_error(code);
        error.raw_os_error().and_then(says).unwrap_or_else(|| panic!("{code} has no words"))
    }

    #[test]
    fn a_file_that_is_open_elsewhere_is_to_be_closed() {
        for code in [5, 32, 33, 1224] {
            let Text { vi, en } = words(code);
            assert!(vi.contains("đóng nó") && vi.contains("Excel"), "{vi}");
            assert!(en.contains("close it") && en.contains("Excel"), "{en}");
        }
        for code in [21, 1167] {
            let Text { vi, en } = words(code);
            assert!(vi.contains("cắm lại") && en.contains("plug it in again"), "{code}: {vi} {en}");
        }
        for code in [53, 64, 67] {
            let Text { vi, en } = words(code);
            assert!(vi.contains("ổ đĩa mạng") && en.contains("network"), "{code}: {vi} {en}");
        }
        let Text { vi, en } = words(206);
        assert!(vi.contains("quá dài") && en.contains("too long"), "{vi} {en}");
        assert!(says(112).unwrap().en.contains("full"));
        assert!(says(123).unwrap().vi.contains("tên"));
        assert!(says(2).is_none(), "that other systems have too");
    }
}
