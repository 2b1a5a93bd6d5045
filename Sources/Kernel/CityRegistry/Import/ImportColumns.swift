/// The names under which tables bring their columns, besides our own: those of the standards' attribute tables and
/// those seen in cities' systems, in the normalized form of `ImportRecord`.
package enum ImportColumns {
    package static func canonical(_ name: String) -> String {
        let plain: String = ImportRecord.normalized(name)
        return aliases[plain] ?? plain
    }

    private static let aliases: [String: String] = [
        "编码": "code", "代码": "code", "区划代码": "code", "单元网格代码": "code", "标识码": "code", "部件标识码": "code",
        "gridcode": "code", "bgcode": "code", "objid": "code",
        "名称": "name", "部件名称": "name", "objname": "name",
        "英文名称": "englishname", "级别": "level", "上级": "parent", "上级编码": "parent",
        "备注": "note", "remark": "note",
        "经度": "lng", "longitude": "lng", "lon": "lng", "纬度": "lat", "latitude": "lat",
        "wkt": "geometry", "geojson": "geometry", "shape": "geometry",
        "坐标系": "datum",
        "初始时间": "startedat", "区域编码": "area", "用途": "purpose", "责任人": "ownerstaff", "责任单位": "organisation",
        "采集员": "collectors", "单元网格": "gridcodes", "grids": "gridcodes",
        "大类": "big", "小类": "small", "分类版本": "edition", "状态": "state", "objstate": "state",
        "主管部门代码": "authority", "deptcode1": "authority", "maindept": "authority",
        "权属单位代码": "owner", "deptcode2": "owner", "ownershipdept": "owner",
        "养护单位代码": "maintainer", "deptcode3": "maintainer", "maintenancedept": "maintainer",
        "初始日期": "installedon", "ordate": "installedon", "initialdate": "installedon",
        "变更日期": "changedon", "变更时间": "changedon", "chdate": "changedon", "changedate": "changedon",
        "数据来源": "datasource", "精度": "accuracy", "精度等级": "accuracy",
    ]
}
