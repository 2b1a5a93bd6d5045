// Words where a name stands for a code.
export default {
  "names.wholeCity": ["全市", "The whole city"],
  "names.otherOrganisation": ["范围外的机构", "Outside your area"],
};
