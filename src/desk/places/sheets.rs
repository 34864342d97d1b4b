//! The sheets of the workbook: for each table its name, its columns and their words for people.

use crate::desk::sheet::{Form, Sheet, asked, column};

const STATES: Form = Form::Choice(&[("yes", "có"), ("no", "không"), ("unknown", "chưa biết")]);
const DAY: &str = "Viết năm-tháng-ngày, ví dụ 2026-11-23, hoặc 23/11/2026.";
const PLACE: &str = "Mã của nơi, như ở cột “Mã” trong trang “Đơn vị”.";
const NOTE: &str = "Một câu cho người đọc. Không nêu tên trẻ em, gia đình hay vụ việc nào.";
const NOTE_EN: &str = "Câu ghi chú bằng tiếng Anh; có thể để trống.";

/// All sheets, in the order in which people use them.
pub const SHEETS: [Sheet; 4] = [
    Sheet {
        title: "Liên lạc",
        file: "contacts.csv",
        keys: &["place", "role", "valid_from"],
        optional: &["scope"],
        columns: &[
            column("place", "Nơi", PLACE, 22, Form::Code),
            column(
                "role",
                "Vai trò",
                "Chọn trong danh sách.",
                20,
                Form::Choice(&[
                    ("committee", "ủy ban nhân dân"),
                    ("police", "công an"),
                    ("health_station", "trạm y tế"),
                    ("hospital", "bệnh viện"),
                    ("child_officer", "cán bộ trẻ em"),
                    ("school", "trường học"),
                ]),
            ),
            column("name", "Tên gọi", "Tên như người dân quen gọi.", 30, Form::Text),
            asked(column(
                "phone",
                "Số điện thoại",
                "Viết đủ số 0 ở đầu, ví dụ 0271 3 123 456. Chưa biết thì để trống, đừng đoán.",
                18,
                Form::Phone,
            )),
            column("hours", "Giờ nghe máy", "Ví dụ 24/7, hoặc 7:00–17:00.", 16, Form::Text),
            column("note", "Ghi chú", NOTE, 30, Form::Text),
            column("note_en", "Ghi chú tiếng Anh", NOTE_EN, 30, Form::Text),
            column(
                "source",
                "Ai cho số",
                "Người hoặc văn bản cho số này. Có số thì phải có ô này.",
                24,
                Form::Text,
            ),
            column("checked_on", "Ngày kiểm tra", DAY, 14, Form::Day),
            column("valid_from", "Dùng từ ngày", DAY, 14, Form::Day),
            column(
                "valid_to",
                "Dùng đến ngày",
                "Số cũ thì điền ngày cuối, rồi thêm một hàng mới. Đừng xóa hàng.",
                14,
                Form::Day,
            ),
            column(
                "scope",
                "Dùng cho cấp dưới",
                "Chọn “có” nếu các đơn vị bên trong cũng gọi số này; không thì để trống.",
                18,
                Form::Choice(&[("below", "có")]),
            ),
        ],
    },
    Sheet {
        title: "Nước sâu",
        file: "hazards.csv",
        keys: &["id"],
        optional: &[],
        columns: &[
            column(
                "id",
                "Mã nước sâu",
                "Đặt một lần, không đổi: chữ thường không dấu, số, gạch nối; ví dụ ho-thac-mo.",
                22,
                Form::Code,
            ),
            column("place", "Nơi", PLACE, 22, Form::Code),
            column(
                "kind",
                "Loại",
                "Chọn trong danh sách.",
                14,
                Form::Choice(&[
                    ("river", "sông"),
                    ("stream", "suối"),
                    ("reservoir", "hồ chứa"),
                    ("dam", "đập"),
                    ("irrigation", "công trình thủy lợi"),
                    ("works", "công trình đang thi công"),
                    ("pond", "ao"),
                    ("pit", "hố"),
                    ("canal", "kênh"),
                    ("well", "giếng"),
                    ("other", "khác"),
                ]),
            ),
            column("name", "Tên", "Tên như người dân quen gọi.", 30, Form::Text),
            column("lat", "Vĩ độ", "Ví dụ 11.8512; chưa đo thì để trống.", 11, Form::Number),
            column("lon", "Kinh độ", "Ví dụ 106.6024; chưa đo thì để trống.", 11, Form::Number),
            asked(column(
                "depth_m",
                "Sâu (mét)",
                "Độ sâu đã đo, ví dụ 2.5; chưa đo thì để trống.",
                11,
                Form::Number,
            )),
            asked(column("sign", "Biển báo", "Có, không, hay chưa biết.", 12, STATES)),
            asked(column("barrier", "Rào chắn", "Có, không, hay chưa biết.", 12, STATES)),
            asked(column(
                "responsible",
                "Ai phụ trách",
                "Ai lo biển và rào ở đây.",
                24,
                Form::Text,
            )),
            column("due", "Hạn xong", DAY, 14, Form::Day),
            column("seen_on", "Ngày đi xem", DAY, 14, Form::Day),
            column("source", "Nguồn", "Ai thấy, ai cho biết.", 24, Form::Text),
            column("note", "Ghi chú", NOTE, 30, Form::Text),
            column("note_en", "Ghi chú tiếng Anh", NOTE_EN, 30, Form::Text),
        ],
    },
    Sheet {
        title: "Điểm phát",
        file: "points.csv",
        keys: &["id"],
        optional: &[],
        columns: &[
            column(
                "id",
                "Mã điểm",
                "Đặt một lần, không đổi: chữ thường không dấu, số, gạch nối.",
                22,
                Form::Code,
            ),
            column("place", "Nơi", PLACE, 22, Form::Code),
            column(
                "kind",
                "Loại",
                "Chọn trong danh sách.",
                14,
                Form::Choice(&[
                    ("hamlet", "thôn, ấp, khu phố"),
                    ("school", "trường"),
                    ("class", "lớp"),
                    ("board", "bảng tin"),
                ]),
            ),
            column("name", "Tên", "Tên như người dân quen gọi.", 36, Form::Text),
            column("households", "Số hộ", "Để tính số tờ cần in.", 10, Form::Number),
            column("classes", "Số lớp", "Để tính số tờ cần in.", 10, Form::Number),
            column("pupils", "Số học sinh", "Để tính số tờ cần in.", 12, Form::Number),
            column("boards", "Số bảng tin", "Để tính số áp phích cần in.", 12, Form::Number),
        ],
    },
    Sheet {
        title: "Đơn vị",
        file: "units.csv",
        keys: &["id", "valid_from"],
        optional: &["hamlet"],
        columns: &[
            column(
                "id",
                "Mã",
                "Đặt một lần, không đổi: chữ thường không dấu, số, gạch nối.",
                26,
                Form::Code,
            ),
            column("valid_from", "Có từ ngày", DAY, 14, Form::Day),
            column("valid_to", "Có đến ngày", DAY, 14, Form::Day),
            column(
                "code",
                "Mã thống kê",
                "Mã của cơ quan thống kê, giữ cả số 0 ở đầu.",
                12,
                Form::Code,
            ),
            column("name", "Tên", "Chỉ tên, không có chữ xã hay phường.", 24, Form::Text),
            column(
                "kind",
                "Cấp",
                "Chọn trong danh sách.",
                14,
                Form::Choice(&[
                    ("xã", "xã"),
                    ("phường", "phường"),
                    ("đặc khu", "đặc khu"),
                    ("thị trấn", "thị trấn"),
                    ("huyện", "huyện"),
                    ("thị xã", "thị xã"),
                    ("thành phố", "thành phố"),
                    ("tỉnh", "tỉnh"),
                ]),
            ),
            column("parent", "Thuộc về", "Mã của đơn vị cấp trên.", 22, Form::Code),
            column(
                "successors",
                "Nhập vào",
                "Mã của đơn vị mới; nhiều mã thì cách nhau bằng dấu chấm phẩy.",
                30,
                Form::Code,
            ),
            column(
                "hamlet",
                "Thôn gọi là",
                "Nơi này gọi là thôn, ấp, khu phố hay tổ dân phố.",
                16,
                Form::Choice(&[
                    ("thôn", "thôn"),
                    ("ấp", "ấp"),
                    ("khu phố", "khu phố"),
                    ("tổ dân phố", "tổ dân phố"),
                ]),
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ContactRole, Kind,
        place::{HAZARD_KINDS, Hamlet},
    };

    #[test]
    fn lists_hold_what_the_program_knows() {
        let words = |file: &str, name: &str| {
            let sheet = SHEETS.iter().find(|sheet| sheet.file == file).expect("a sheet");
            match sheet.named(name).expect("a column").form {
                Form::Choice(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(words("contacts.csv", "role"), ContactRole::ALL.map(ContactRole::key));
        assert_eq!(words("hazards.csv", "kind"), HAZARD_KINDS);
        assert_eq!(words("units.csv", "kind"), Kind::ALL.map(Kind::word));
        assert_eq!(words("units.csv", "hamlet"), Hamlet::ALL.map(Hamlet::word));
    }

    #[test]
    fn a_column_is_known_by_either_name_with_or_without_marks() {
        let sheet = &SHEETS[0];
        for typed in ["phone", "PHONE", "Số điện thoại", "so dien thoai ", "Số điện  thoại:"]
        {
            assert_eq!(sheet.column(typed), Some(3), "{typed}");
        }
        for (at, column) in
            SHEETS.iter().flat_map(|s| s.columns.iter().enumerate().map(move |(n, c)| ((s, n), c)))
        {
            assert_eq!(at.0.column(column.title), Some(at.1), "{}", column.title);
            assert_eq!(at.0.column(column.name), Some(at.1), "{}", column.name);
        }
    }

    #[test]
    fn what_is_shown_is_understood() {
        for column in SHEETS.iter().flat_map(|sheet| sheet.columns) {
            if let Form::Choice(words) = column.form {
                for (word, _) in words {
                    assert_eq!(column.form.kept(column.form.shown(word)), *word);
                }
            }
        }
    }
}
