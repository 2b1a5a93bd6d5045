/// What people say when they report something, in the words of the class tables. A word stands here when the tables
/// name the same thing otherwise.
enum EverydayWords {
    /// What the everyday words in a text mean. A word inside a longer one does not count: 电线杆 is no 电线.
    static func meant(by text: String) -> [String] {
        let found: [(everyday: String, meant: String)] = all.filter { text.contains($0.everyday) }
        let longest = found.filter { word in
            !found.contains { $0.everyday != word.everyday && $0.everyday.contains(word.everyday) }
        }
        return longest.map(\.meant)
    }

    private static let all: [(everyday: String, meant: String)] = [
        // Troubles
        ("丢", "缺失"), ("没了", "缺失"), ("不见", "缺失"), ("坏", "破损"), ("烂", "破损"), ("倒了", "倒伏"),
        ("倒下", "倒伏"), ("歪", "倾斜"), ("掉落", "坠物"), ("坠落", "坠物"), ("乱停", "乱停放"), ("满了", "满溢"),
        ("太吵", "噪音扰民"), ("噪声", "噪音"), ("淹水", "积水"), ("结冰", "积冰"), ("下雪", "积雪"), ("灰尘", "扬尘"),
        ("堵", "堵塞"), ("没人清", "暴露垃圾"), ("没人收", "暴露垃圾"),
        // Roads, pipes and wires
        ("窨井", "井盖"), ("阴井", "井盖"), ("马路", "道路"), ("坑", "道路破损"), ("塌", "路面塌陷"),
        ("下水道", "排水管道"), ("自来水", "供水管道"), ("水管", "供水管道"), ("爆管", "供水管道破裂"),
        ("漏水", "供水管道破裂"), ("天然气", "燃气"), ("漏气", "燃气管道破裂"), ("暖气", "热力"),
        ("电线杆", "电力立杆"), ("电线", "架空线缆"), ("电缆", "线缆"), ("公交站", "公交站亭"),
        ("摄像头", "监控电子眼"),
        // Streets and trade
        ("摆摊", "无照经营游商 占道经营"), ("摊贩", "无照经营游商 占道经营"), ("地摊", "无照经营游商 占道经营"),
        ("小贩", "无照经营游商 占道经营"), ("出店", "店外经营"), ("烧烤", "露天烧烤"), ("单车", "共享单车"),
        ("自行车", "非机动车"), ("电动车", "非机动车"), ("电瓶车", "非机动车"), ("地锁", "私设地桩地锁"),
        ("牛皮癣", "非法小广告"), ("小广告", "非法小广告"), ("招牌", "牌匾标识"), ("广告牌", "户外广告"), ("晾衣", "沿街晾挂"),
        ("晒被", "沿街晾挂"), ("违建", "私搭乱建"), ("违章建筑", "私搭乱建"),
        // Cleanliness, green, animals
        ("垃圾桶", "垃圾箱"), ("果皮箱", "垃圾箱"), ("厕所", "公共厕所"), ("公厕", "公共厕所"),
        ("装修垃圾", "积存垃圾渣土"), ("建筑垃圾", "积存垃圾渣土"), ("渣土车", "道路遗撒"), ("狗", "违规养犬"),
        ("死猫", "动物尸体"), ("死狗", "动物尸体"), ("大树", "行道树"), ("树", "行道树"), ("健身器材", "户外健身设施"),
        ("座椅", "街头座椅"), ("长椅", "街头座椅"),
    ]
}
