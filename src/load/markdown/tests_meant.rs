//! What people type who know Word is read as what they mean, and what is left over is reported at its
//! place.

use super::{blocks, tests_spans::MEANT};
use crate::{
    diag::{Level, Report, Sources},
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{each_text, same_text},
    },
};

/// The blocks of a text, and what is said of it: each level and code with the words that it points at.
fn read(text: &str) -> (Vec<Block>, Vec<(Level, &'static str, String)>) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    let mut report = Report::new();
    let tops = blocks(&mut report, file, text, 0, "content");
    let said = report.diagnostics().iter().map(|one| {
        let words = one.span.map(|span| sources.slice(span).to_owned());
        (one.level, one.code, words.unwrap_or_default())
    });
    (tops.into_iter().map(|top| top.block).collect(), said.collect())
}

#[test]
fn what_is_typed_is_read_as_what_is_meant() {
    for (typed, meant) in [
        ("– một\n– hai", "- một\n- hai"),
        ("Cần:\n– một", "Cần:\n\n- một"),
        ("Cần  \n– một", "Cần\n\n- một"),
        ("Cần:\n— một\n— hai", "Cần:\n\n- một\n- hai"),
        ("•một\n•hai", "- một\n- hai"),
        ("• • một\n• • hai", "- một\n- hai"),
        ("- • một\n- ▪ hai", "- một\n- hai"),
        ("– – một\n– – hai", "- một\n- hai"),
        ("• - một\n• + hai\n• -ba", "- một\n- hai\n- ba"),
        ("* • một", "- một"),
        ("1. • một\n2. – hai", "1. một\n2. hai"),
        ("> •• một", "> - một"),
        ("- [ ] • một", "- [ ] một"),
        ("- — Con ơi", "- \u{2014} Con ơi"),
        ("- \\- một\n- &#8226; hai", "- \\- một\n- &#8226; hai"),
        ("```quiz\n? a\n- • b\n* – c\n= • d\n```", "```quiz\n? a\n- b\n* c\n= d\n```"),
        ("➢ một\n▪\u{a0}hai", "- một\n  - hai"),
        ("– một\n+ hai\n+ ba\n– bốn", "- một\n  - hai\n  - ba\n- bốn"),
        ("•\tmột\no\thai\n▪\tba\n•\tbốn", "- một\n  - hai\n    - ba\n- bốn"),
        ("1. một\n– hai\n– ba\n2. bốn", "1. một\n   - hai\n   - ba\n2. bốn"),
        ("> – một\n> + hai", "> - một\n>   - hai"),
        ("- một\n\n+ hai", "- một\n\n* hai"),
        ("–một\n–hai", "- một\n- hai"),
        ("o một\no hai", "- một\n- hai"),
        ("1 . một\n2 . hai", "1. một\n2. hai"),
        ("( ) một\n( ) hai", "( ) một\\\n( ) hai"),
        ("Gồm:\n☐ một\n★ hai", "Gồm:\\\n☐ một\\\n★ hai"),
        ("**1. Một**\nhai\n**2. Ba**\nbốn", "**1. Một**\\\nhai\\\n**2. Ba**\\\nbốn"),
        ("**Bước 1:** một\n**Bước 2:** hai", "**Bước 1:** một\\\n**Bước 2:** hai"),
        ("I. A\n\n1. a\n2. b\nII. B\n1. c", "I. A\n\n1. a\n2. b\n\nII. B\n\n1. c"),
        ("a) A\n– x\n– y\nb) B", "a) A\n\n- x\n- y\n\nb) B"),
        ("Đừng rời mắt.\n— Bác Hai", "Đừng rời mắt.\\\n— Bác Hai"),
        ("-một\n-**hai** ba", "- một\n- **hai** ba"),
        ("- một\n– hai\n+ba", "- một\n- hai\n  - ba"),
        ("1/ một\n2/ hai", "1. một\n2. hai"),
        ("1- một\n2- hai", "1. một\n2. hai"),
        ("1.một\n2.hai", "1. một\n2. hai"),
        ("1)“một”\n2)hai", "1. “một”\n2. hai"),
        ("3/ ba\n\n4/ bốn", "3. ba\n\n4. bốn"),
        ("-\u{a0}một\n-\u{a0}hai", "- một\n- hai"),
        ("1.\u{a0}một\n2.\u{a0}hai", "1. một\n2. hai"),
        ("\u{a0}\u{a0}- một\n- hai", "- một\n- hai"),
        ("- một\n\u{a0}\u{a0}– hai\n\u{a0}\u{a0}– ba", "- một\n  - hai\n  - ba"),
        ("một\n\u{a0}\nhai", "một\n\nhai"),
        ("a) một\nb) hai\nc) ba", "a) một\\\nb) hai\\\nc) ba"),
        ("Gồm:\na) một\nb) hai", "Gồm:\\\na) một\\\nb) hai"),
        ("(1) một\ndài\n(2) hai", "(1) một\ndài\\\n(2) hai"),
        ("Bước 1: một\nBước 2: hai", "Bước 1: một\\\nBước 2: hai"),
        ("✓ một\n✗ hai", "✓ một\\\n✗ hai"),
        ("① một\n② hai", "① một\\\n② hai"),
        ("1\u{fe0f}\u{20e3} một\n⭐ hai\n» ba", "1\u{fe0f}\u{20e3} một\\\n⭐ hai\\\n» ba"),
        ("Hỏi: một\nĐáp: hai\nHỏi: ba", "Hỏi: một\\\nĐáp: hai\\\nHỏi: ba"),
        ("**Hỏi:** một\n**Đáp**: hai", "**Hỏi:** một\\\n**Đáp**: hai"),
        ("Tên: ......\nNgày ......", "Tên: ......\\\nNgày ......"),
        ("Nước: một\nhai: ba", "Nước: một hai: ba"),
        ("(*) một (*) hai (**) ba (**)", "(\\*) một (\\*) hai (\\*\\*) ba (\\*\\*)"),
        ("- một\n  a) hai\n  b) ba", "- một\\\n  a) hai\\\n  b) ba"),
        ("###một", "### một"),
        ("một\n###\u{a0}hai", "một\n\n### hai"),
        ("[ ] một\n[x] hai\n[] ba", "- [ ] một\n- [x] hai\n- [ ] ba"),
        ("- [] một", "- [ ] một"),
        ("| a | b |\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
        ("| a | b |\n|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
        ("| a | b |\n|—|:–:|\n| c | d |", "| a | b |\n|---|:-:|\n| c | d |"),
        ("Bảng:\n| a | b |\n| c | d |", "Bảng:\n\n| a | b |\n|---|---|\n| c | d |"),
        ("> | a |\n> | b |", "> | a |\n> |---|\n> | b |"),
        ("[!CAUTION]\nmột\nhai", "> [!CAUTION]\n> một\n> hai"),
        ("- [!note]\n  một", "- > [!NOTE]\n  > một"),
        ("‘‘‘steps\n1. **a** b\n’’’\n\nc", "```steps\n1. **a** b\n```\n\nc"),
        ("'''steps\n1. **a** b\n'''", "```steps\n1. **a** b\n```"),
        ("```steps\n1. **a** b\n’’’\n\nc", "```steps\n1. **a** b\n```\n\nc"),
        ("‘‘‘steps\n1. **a** b\n```", "```steps\n1. **a** b\n```"),
        ("\tmột dòng **dài**\nhai", "một dòng **dài**\nhai"),
        ("    một\n\n    - hai", "một\n\n- hai"),
        ("- một\n\n      hai", "- một\n\n  hai"),
        ("5*3 và 4*5", "5\\*3 và 4\\*5"),
        ("Ngày __/__/__", "Ngày \\_\\_/\\_\\_/\\_\\_"),
        ("### • một\n\n### - hai", "### một\n\n### hai"),
        ("| • một | - hai |\n|---|---|\n| – ba | +bốn |", "| một | hai |\n|---|---|\n| ba | bốn |"),
        (
            "| - 5 độ | \\- a |\n|---|---|\n| – | – 5 |",
            "| \\- 5 độ | \\- a |\n|---|---|\n| – | &#8211; 5 |",
        ),
        ("- [ ] một\n( ) hai\n☐ ba\n[ ] bốn", "- [ ] một\n- [ ] hai\n- [ ] ba\n- [ ] bốn"),
        ("[ ] một\no hai\n□ ba", "- [ ] một\n- [ ] hai\n- [ ] ba"),
        ("- [ ] một\n- (x) hai\n- ☐ ba", "- [ ] một\n- [x] hai\n- [ ] ba"),
        ("* [ ] một\n( ) hai", "* [ ] một\n\n- [ ] hai"),
        (">> một\n> hai", ">> một\n>\n> hai"),
        (">>> một\n>> hai\n> ba", ">>> một\n>>\n>> hai\n>\n> ba"),
        ("Trạm Y tế\nThôn Ba\nMở cửa sáng", "Trạm Y tế\\\nThôn Ba\\\nMở cửa sáng"),
        ("KT. CHỦ TỊCH\n(Đã ký)\n**An**", "KT. CHỦ TỊCH\\\n(Đã ký)\\\n**An**"),
        ("Nước sâu.\nTrẻ nhỏ", "Nước sâu. Trẻ nhỏ"),
        ("Trẻ ở\nlàng", "Trẻ ở làng"),
        ("1~2 tuổi, 7h ~ 9h, 3～5 em, ~5 km", "1–2 tuổi, 7h–9h, 3–5 em, ~5 km"),
        ("Nhìn -- rồi với", "Nhìn – rồi với"),
        ("#antoan nhìn con", "\\#antoan nhìn con"),
        ("#AnToan: nhìn", "\\#AnToan: nhìn"),
        ("- một\n*hai\n*ba", "- một\n  - hai\n  - ba"),
        ("Nhìn con;\nVới tay;\nGọi.", "Nhìn con;\\\nVới tay;\\\nGọi."),
        ("1. một\n2, Hai\n3. ba", "1. một\n2. Hai\n3. ba"),
    ] {
        let (found, said) = read(typed);
        assert_eq!(said, [], "{typed}");
        let (wanted, _) = read(meant);
        assert!(same_text(&found, &wanted), "{typed}: {found:#?}\n{wanted:#?}");
    }
}

/// A line with tags around what is bold or emphasis.
fn shown(line: &[Inline]) -> String {
    let one = |inline: &Inline| match &inline.kind {
        InlineKind::Text(words) => words.clone(),
        InlineKind::Strong(inner) => format!("<b>{}</b>", shown(inner)),
        InlineKind::Emphasis(inner) => format!("<i>{}</i>", shown(inner)),
        InlineKind::Code(words) => format!("`{words}`"),
        InlineKind::Link { text, .. } => format!("[{}]", shown(text)),
        InlineKind::Field(_) | InlineKind::Fact(_) => "…".to_owned(),
        InlineKind::Picture { .. } => "picture".to_owned(),
        InlineKind::Break => "/".to_owned(),
    };
    line.iter().map(one).collect()
}

#[test]
fn bold_stands_beside_any_letter() {
    for (typed, meant) in [
        ("**a:**b", "<b>a:</b>b"),
        ("mẹ**“a?”**rồi", "mẹ<b>“a?”</b>rồi"),
        ("**ទឹក។**ជ្រៅ", "<b>ទឹក។</b>ជ្រៅ"),
        ("ទឹក*ជ្រៅ*ទឹក", "ទឹក<i>ជ្រៅ</i>ទឹក"),
        ("__a:__b", "<b>a:</b>b"),
        ("a**: b** c", "a<b>: b</b> c"),
        ("ជ្រៅ**។**ជ្រៅ", "ជ្រៅ<b>។</b>ជ្រៅ"),
        ("**a:**b **c.**d **e**", "<b>a:</b>b <b>c.</b>d <b>e</b>"),
        ("**a:**b c**d**", "<b>a:</b>b c<b>d</b>"),
        ("** a:** b", "<b>a:</b> b"),
        ("a ** b ** c", "a <b>b</b> c"),
        ("a** b** c", "a <b>b</b> c"),
        ("**a:**[b](lesson:c)**d.**`e`", "<b>a:</b>[b]<b>d.</b>`e`"),
        ("**[[ place.name ]]:**gọi", "<b>…:</b>gọi"),
        ("gọi**[[ fact.a ]]!**ngay", "gọi<b>…!</b>ngay"),
        // Markdown's own reading stays.
        ("*(*a*)*", "<i>(<i>a</i>)</i>"),
        ("**a *b* c**", "<b>a <i>b</i> c</b>"),
        ("a**b**c, (*b*), a\\_b\\_c", "a<b>b</b>c, (<i>b</i>), a_b_c"),
        ("**a **b** c**", "<b>a <b>b</b> c</b>"),
    ] {
        let text =
            format!("{typed}\n\n## {typed}\n\n| {typed} |\n|---|\n\n```numbers\na: {typed}\n```\n");
        let (found, said) = read(&text);
        let said: Vec<_> =
            said.into_iter().filter(|(_, code, _)| *code != "number-typed").collect();
        assert_eq!(said, [], "{typed}");
        let mut lines = Vec::new();
        each_text(&found, &mut |line| lines.push(shown(line)));
        assert_eq!(lines, [meant; 4], "{typed}");
    }
}

#[test]
fn marks_that_are_left_over_are_reported_where_they_stand() {
    use Level::{Error, Warning};
    for (typed, level, code, at) in [
        ("Số ~~cũ~~ mới", Error, "mark-left", "~~cũ~~"),
        ("Số ~~cũ **mới**", Error, "mark-left", "~~"),
        ("Số ~cũ~ mới", Error, "mark-left", "~cũ~"),
        ("Nước ==sâu== lắm", Error, "mark-left", "==sâu=="),
        ("Nước sâu[^1].", Error, "mark-left", "[^1]"),
        ("[^1]: Theo trạm y tế.", Error, "mark-left", "[^1]"),
        ("**Mở mà không đóng", Error, "mark-left", "**"),
        ("*Mở mà không đóng", Warning, "mark-left", "*"),
        ("__Mở mà không đóng", Error, "mark-left", "__"),
        ("Gọi `ngay", Warning, "mark-left", "`"),
        ("Gọi ``` ngay", Error, "mark-left", "```"),
        ("‘‘‘khong-co", Error, "mark-left", "‘‘‘"),
        ("Ở [ place.name ] có ao", Error, "mark-left", "[ place.name ]"),
        ("Ở {place.name} có ao", Error, "mark-left", "{place.name}"),
        ("Ở [[ place.name có ao", Error, "field-open", "[[ place.name "),
        ("Ở [[ xã có ao", Error, "mark-left", "[["),
        ("Vì sao? {#why}", Error, "mark-left", "{#why}"),
        ("Có\n#######Việc", Error, "mark-left", "#######"),
        ("##!", Error, "mark-left", "##"),
        ("::: warning\nCoi chừng", Error, "mark-left", ":::"),
        ("Chữ\n\n=====", Error, "mark-left", "====="),
        ("Xuống dòng\\", Error, "mark-left", "\\"),
        ("![Hồ nước](anh ho.jpg)", Error, "link-form", "![Hồ nước](anh ho.jpg)"),
        ("[Xem](https://vi.example/a b)", Error, "link-form", "[Xem](https://vi.example/a b)"),
        ("![Hồ nước]", Error, "link-form", "![Hồ nước]"),
        ("[Xem](", Error, "link-form", "[Xem]("),
        ("| Nên | Đừng |", Error, "table-form", "| Nên | Đừng |"),
        ("Nên | Đừng\nNhìn | Rời mắt", Error, "table-form", "Nên | Đừng\nNhìn | Rời mắt"),
        ("Nên\tĐừng\nNhìn\tRời mắt", Error, "table-form", "Nên\tĐừng\nNhìn\tRời mắt"),
        ("| a | b |\n|---|---|\n| c |", Warning, "row-cells", "| c |"),
        ("[!CAUTION]", Error, "alert-form", "[!CAUTION]"),
        ("[!CAUTION]\n- gọi", Error, "alert-form", "[!CAUTION]"),
        ("[!CAUTION]\ngọi:\n- một", Error, "alert-form", "[!CAUTION]"),
        ("[!LƯU Ý] gọi", Error, "alert-form", "[!LƯU Ý]"),
        ("Nước [!WARNING] sâu", Error, "alert-form", "[!WARNING]"),
        ("Nước [CAUTION] sâu", Error, "alert-form", "[CAUTION]"),
        ("> [Note] Nước sâu", Error, "alert-form", "[Note]"),
        ("- [NOTE] Nước sâu", Error, "alert-form", "[NOTE]"),
        ("Gọi\n[!CAUTION]\nngay", Error, "alert-form", "[!CAUTION]"),
        ("> [!CAUTION]\n\nGọi", Error, "alert-form", "> [!CAUTION]"),
        ("#Tiêu đề", Error, "mark-left", "#"),
        ("Một | hai", Warning, "mark-left", "|"),
        ("Chữ {.lop} x", Warning, "mark-left", "{.lop}"),
        ("Chữ [b][c] d", Warning, "mark-left", "[b][c]"),
        ("Rộng 3 m^2", Warning, "mark-left", "^"),
        ("Chữ ｜ khác", Warning, "mark-left", "｜"),
        ("Gõ so_dien_thoai ở đây", Warning, "mark-left", "so_dien_thoai"),
        ("Mở **don_1**.docx", Warning, "mark-left", "don_1"),
        ("Chữ _ khác", Warning, "mark-left", "_"),
        ("Giá 5 đồng*", Warning, "mark-left", "*"),
        ("Nhìn ==> Với", Warning, "mark-left", "==>"),
        ("Nhìn <-- Với", Warning, "mark-left", "<--"),
        ("Nước\n-- một", Warning, "mark-left", "--"),
        ("- ++ một", Warning, "mark-left", "++"),
        ("Việc   Ai\nRào     Thôn", Error, "table-form", "Việc   Ai\nRào     Thôn"),
        ("Nhìn -> Với", Warning, "mark-left", "->"),
        ("Nước [sâu", Warning, "mark-left", "["),
        ("Nước sâu\n– hơn 1 mét – thì nguy hiểm", Warning, "line-joined", "–"),
        ("Nước sâu\na) hơn 1 mét", Warning, "line-joined", "a)"),
        ("Nước sâu\nI. Hơn 1 mét", Warning, "line-joined", "I."),
        ("Nước sâu\n3. hơn 1 mét", Warning, "line-joined", "3."),
        ("Nước sâu\n2/ hơn 1 mét", Warning, "line-joined", "2/"),
        ("Nước sâu\nBước 2: nhìn", Warning, "line-joined", "Bước"),
        ("1. a\n2. b\n4. c", Warning, "list-number", "4"),
        ("```steps\n1. **a** b\n3. **c** d\n```", Warning, "list-number", "3"),
        ("Gọi [tên xã] ngay", Error, "unfilled", "[tên xã]"),
        ("Gọi <số điện thoại> ngay", Error, "unfilled", "<số điện thoại>"),
        ("Ở xã … có ao", Warning, "unfilled", "…"),
        ("Ở xã XXX có ao", Warning, "unfilled", "XXX"),
        ("Ở xã ___ có ao", Warning, "unfilled", "___"),
        ("Ngày …/…/2026 họp", Warning, "unfilled", "…/…/2026"),
        ("Gọi 0912 xxx 678 nhé", Warning, "unfilled", "0912 xxx 678"),
        ("Gọi 0912.***.678 nhé", Warning, "unfilled", "0912.***.678"),
        ("5. năm\n6.\n7. bảy", Warning, "item-empty", "6."),
        ("- a\n-\n- b", Warning, "item-empty", "-"),
        ("Mục 3:", Warning, "label-alone", "Mục 3:"),
        ("Phần II.\n\nNhìn", Warning, "label-alone", "Phần II."),
        ("Hình 1", Warning, "label-alone", "Hình 1"),
        ("Trang 12", Warning, "line-pasted", "Trang 12"),
        ("a\n\n- 12 -", Warning, "line-pasted", "12 -"),
        ("Xem thêm", Warning, "line-pasted", "Xem thêm"),
        ("+++\nNhìn", Error, "mark-left", "+++"),
        ("--> Nhìn", Warning, "mark-left", "-->"),
        ("Viết TODO sau", Warning, "unfilled", "TODO"),
        ("Số: …/KH-UBND", Warning, "unfilled", "…"),
        ("Trẻ nhỏ nguy-\nhiểm", Warning, "line-joined", "nguy-"),
        ("- Một • hai", Warning, "mark-left", "•"),
        ("**• một**", Warning, "mark-left", "•"),
    ] {
        let (_, said) = read(typed);
        assert_eq!(said, [(level, code, at.to_owned())], "{typed}");
        // In a list, in bold and in a quotation too, if it is within a line.
        if !typed.contains('\n') && typed.starts_with(char::is_alphabetic) && !typed.ends_with('\\')
        {
            let braces = code == "mark-left" && typed.contains("{#");
            for around in ["- a\n- {}", "> {}", "1. a\n\n   {}", "### {}", "| {} |\n|---|"] {
                // A line that is alone is one of no list.
                if ["label-alone", "line-pasted"].contains(&code) {
                    continue;
                }
                // In a heading braces are reported to be no words, and in a table bars are its own.
                if braces && around.starts_with('#')
                    || typed.contains('|') && around.starts_with('|')
                {
                    continue;
                }
                let (_, said) = read(&around.replace("{}", typed));
                assert_eq!(said, [(level, code, at.to_owned())], "{around}: {typed}");
            }
        }
    }
}

#[test]
fn signs_that_are_no_marks_stand() {
    for text in [
        "2 * 3 = 6, 5*3, (*) chưa gồm thuế, a\\_b\\_c, `don_1.docx`",
        "Xem #an_toan, @an_toan, an_toan@vidu.vn, zalo.me/an_toan, https://vidu.vn/a_b",
        "Họ tên: ________ Lớp __ Ngày __/__/____",
        "Cách bờ ~5 km, ~/tệp, a = b, #antoan",
        "Nước [nháp], see [note], \\[CAUTION], \\[!TIP], [a] (b), một \\| hai, \\{x\\}, \\＊",
        "Nước sâu – hơn 1 mét – thì nguy hiểm",
        "Đừng rời mắt.\n— Bác Hai",
        "\\*\\*sao\\*\\* \\~\\~gạch\\~\\~ \\[^1] \\`phẩy\\` \\=\\=màu\\=\\=",
        "`**sao**`, `~~gạch~~`",
        "```\n**sao** – một\n| a | b |\n```",
        "Kêu lên\\![Cần viết] ở đây",
        "&#8211; không phải mục",
        "1\\/ không phải mục",
        "Từ năm 2024\n2025. Rồi thôi",
    ] {
        let (found, said) = read(text);
        assert_eq!(said, [], "{text}");
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        let is_words = matches!(found[0].kind, BlockKind::Paragraph(_) | BlockKind::Code(_));
        assert!(is_words, "{text}: {found:#?}");
    }
}

#[test]
fn a_text_of_many_marks_is_read_once() {
    let took = |piece: &str, many: usize| {
        let text = piece.repeat(many);
        let begun = cpu_time::ThreadTime::now();
        read(&text);
        begun.elapsed()
    };
    for piece in [
        "[[",
        "[",
        "](",
        "[a](",
        "**a:**b ",
        "** a** ",
        "a** ",
        "_a ",
        "`",
        "` ",
        "~~",
        "~a ",
        "==a ",
        "\\",
        "> ",
        "| a ",
        "|a\n",
        "– a\n",
        "-a\n",
        "a) b\n",
        "‘‘‘steps\n",
        "‘‘‘steps\n’’’\n\n",
        "```steps\n1. **a**\n’’’\n",
        "    a\n\n",
        "\u{a0}\n",
        "[^1] ",
        "[ place.a ",
        "{#a} ",
        "{ ",
        "5*5 ",
        "__/",
        "[!NOTE]\na\n\n",
        "1/ a\n",
        "###a\n",
        "[] a\n",
        "a\\\n",
        "<a",
        "✓ a\n",
        "|a|b|\n",
        "[[ place.name ]]**:**a ",
        "a*b ",
        "{a",
        "[a][b]",
        "<a ",
        "\\＊",
        "– a\n+ b\n",
        "a) b\n– c\n",
        "**1. a**\nb\n",
        "https://a.b/c_",
    ] {
        took(piece, 100);
        let (one, eight) = (took(piece, 1000), took(piece, 8000));
        // Eight times the text, and not sixty times as long. What is too short to tell is let pass.
        let short = std::time::Duration::from_millis(20);
        assert!(eight < one * 30 || eight < short, "{piece:?}: {one:?} {eight:?}");
    }
}

#[test]
fn all_of_it_is_read_in_one_text() {
    let (found, said) = read(MEANT);
    assert_eq!(said, []);
    let kinds: Vec<String> = found.iter().map(|block| format!("{:?}", block.kind)).collect();
    let kinds: Vec<&str> = kinds.iter().filter_map(|kind| kind.split([' ', '(']).next()).collect();
    assert_eq!(
        kinds,
        [
            "List",
            "Paragraph",
            "List",
            "List",
            "Paragraph",
            "Table",
            "Alert",
            "Heading",
            "Paragraph",
            "List",
            "Quote",
            "Steps",
            "List",
            "Paragraph",
        ]
    );
}
